/// The parameters of a search for documents that are like another, or like a text.
public struct SimilarRequest: Sendable, Hashable {
  /// What documents are compared with.
  public var source: Source

  /// How many of its words are searched for at most, 1 or more.
  public var wordCount = 25

  /// What hits must match as well.
  public var filter: QuerySource?

  /// How a filter in the query language is read.
  public var reading: QueryReading = .lenient

  /// How many hits at most, 0 or more.
  public var limit = 10

  /// Which stored fields hits have, by name; all of them if `nil`.
  public var fields: [String]?

  /// Which passages hits show; `nil` for none.
  public var snippets: SnippetOptions?

  /// Whether all documents with one of the words are counted.
  public var counting: MatchCounting = .asFarAsSeen

  /// What words are chosen and scores computed by; those of the index if `nil`. See
  /// ``Index/statistics(for:)-(SimilarRequest)``.
  public var statistics: CollectionStatistics?

  /// What documents are compared with.
  public enum Source: Sendable, Hashable {
    /// The stored texts of the document with this key, which is not among the hits.
    case key(String)
    /// A text.
    case text(String)
  }

  /// Makes a request.
  public init(_ source: Source, limit: Int = 10) {
    self.source = source
    self.limit = limit
  }
}
