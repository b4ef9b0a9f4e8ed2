/// Occurrences of a query's words with the text around them.
public struct Concordance: Sendable, Hashable, Codable {
  /// The lines, in the order that was asked for.
  public var lines: [ConcordanceLine]

  /// How many occurrences there are, as far as they were counted.
  public var total: SearchResults.Total

  /// Whether there are lines behind these, which the limit left out.
  public var hasMore: Bool

  /// How many documents match the query and the filter; at least so many if it stopped early. One
  /// index knows all of them before it reads its first line.
  public var documentCount: Int

  /// What was assumed where the text of the query or of the filter is not a valid query.
  public var notes: [QueryNote]

  /// Why it stopped early; `nil` for a complete result.
  public var stopReason: StopReason?
}
