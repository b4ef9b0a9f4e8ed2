/// A term of the index, as a person may have meant it.
public struct IndexedTerm: Sendable, Hashable, Codable {
  /// The term: folded, and with the analyzer `arabic` without the article.
  public var term: String

  /// How many documents have it.
  public var documents: Int

  /// How many edits make it of the text that was asked for; 0 for beginnings.
  public var edits: Double
}
