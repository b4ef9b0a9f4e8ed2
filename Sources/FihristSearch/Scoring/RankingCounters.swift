/// What ranking a query took: counts that are the same on every machine.
package struct RankingCounters: Sendable, Hashable {
  /// Postings whose document was decoded; postings that are read as codes of all documents do not
  /// count.
  package var decodedPostings = 0

  /// Documents whose exact score was computed.
  package var scoredDocuments = 0

  /// Documents whose positions were compared for a phrase.
  package var comparedPositions = 0

  /// Windows of documents that were looked at.
  package var windows = 0

  /// Windows that no document of could reach the best hits, and that were passed over.
  package var skippedWindows = 0

  /// Makes counters at 0.
  package init() {}

  /// Adds the counts of another part of the same query.
  package mutating func add(_ other: RankingCounters) {
    decodedPostings += other.decodedPostings
    scoredDocuments += other.scoredDocuments
    comparedPositions += other.comparedPositions
    windows += other.windows
    skippedWindows += other.skippedWindows
  }
}
