/// Another query that a person may have meant. It is offered, and never searched by itself.
public struct Correction: Sendable, Hashable, Codable {
  /// The query.
  public var query: String

  /// Why it may be meant.
  public var reason: Reason

  /// How many documents match it.
  public var total: Int

  /// Why a query may be meant.
  public enum Reason: String, Sendable, Hashable, Codable {
    /// A word of the archive is written much like one of the query, which hardly occurs.
    case spelling
    /// It was typed with the wrong one of the Arabic and the Latin keyboard.
    case keyboard
    /// It is Arabic in Latin letters: `3arabi`.
    case arabizi
  }
}
