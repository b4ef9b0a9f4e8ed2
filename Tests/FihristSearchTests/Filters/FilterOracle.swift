import FihristFormat
import FihristSearch

/// The documents that pass a filter, by what the exhaustive ranker finds for its clauses.
struct FilterOracle {
  private let exhaustive: ExhaustiveRanker

  init(_ snapshot: Snapshot) { exhaustive = ExhaustiveRanker(snapshot) }

  /// What passes `filter`.
  func passing(_ filter: Query) throws -> Set<SegmentDocument> {
    Set(try exhaustive.top(filter, limit: .max).hits.map(SegmentDocument.init))
  }

  /// The exhaustive ranking of `query` without the documents outside `passing`.
  func ranking(_ query: Query, _ passing: Set<SegmentDocument>) throws -> [RankedHit] {
    try exhaustive.top(query, limit: .max).hits.filter { passing.contains(SegmentDocument($0)) }
  }
}
