/// The work of ranking a query, in counts that are the same on every machine.
public struct RankingCounters: Sendable, Hashable, Codable {
  /// Postings whose document was decoded; postings of dense lists, which are read as codes of all
  /// documents, do not count.
  public var decodedPostings = 0

  /// Documents whose exact score was computed.
  public var scoredDocuments = 0

  /// Documents whose positions were compared for a phrase.
  public var comparedPositions = 0

  /// Windows of documents that were read.
  public var windows = 0

  /// Windows that were skipped because none of their documents could be among the best hits.
  public var skippedWindows = 0

  /// Makes counters at 0.
  public init() {}

  /// Adds the counts of another part of the same query.
  public mutating func add(_ other: RankingCounters) {
    decodedPostings += other.decodedPostings
    scoredDocuments += other.scoredDocuments
    comparedPositions += other.comparedPositions
    windows += other.windows
    skippedWindows += other.skippedWindows
  }
}
