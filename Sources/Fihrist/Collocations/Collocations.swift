/// The words near the words of a query, the most significant first.
public struct Collocations: Sendable, Hashable, Codable {
  /// The words, in the order that was asked for; equal ones by their terms.
  public var words: [Collocation]

  /// How often the query occurs.
  public var occurrences: Int

  /// How many documents match the query and the filter.
  public var documentCount: Int

  /// What was assumed where the text of the query or of the filter is not a valid query.
  public var notes: [QueryNote]
}
