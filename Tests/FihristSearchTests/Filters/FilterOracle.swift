import FihristFormat
import FihristSearch

/// A document of a snapshot.
struct DocumentPlace: Hashable {
  var segment: Int
  var document: UInt32

  init(segment: Int, document: UInt32) {
    self.segment = segment
    self.document = document
  }

  init(_ hit: RankedHit) { self.init(segment: hit.segment, document: hit.document) }
}

/// The documents that pass a filter, by what the exhaustive ranker finds for its clauses.
struct FilterOracle {
  private let exhaustive: ExhaustiveRanker
  private let live: Set<DocumentPlace>

  init(_ snapshot: Snapshot) {
    exhaustive = ExhaustiveRanker(snapshot)
    var live: Set<DocumentPlace> = []
    for (segment, reader) in snapshot.segments.enumerated() {
      for document in 0..<UInt32(reader.documentCount)
      where reader.live?.isLive(document) ?? true {
        live.insert(DocumentPlace(segment: segment, document: document))
      }
    }
    self.live = live
  }

  /// What passes `filter`.
  func passing(_ filter: Query) throws -> Set<DocumentPlace> {
    guard filter.clauses.contains(where: { $0.occur != .mustNot }) else {
      if filter.clauses.isEmpty { return [] }
      let forbidden = filter.clauses.map { Query.Clause(.should, $0.item) }
      return live.subtracting(try found(Query(clauses: forbidden)))
    }
    return try found(filter)
  }

  private func found(_ query: Query) throws -> Set<DocumentPlace> {
    Set(try exhaustive.top(query, limit: .max).hits.map(DocumentPlace.init))
  }

  /// The exhaustive ranking of `query` without the documents outside `passing`.
  func ranking(_ query: Query, _ passing: Set<DocumentPlace>) throws -> [RankedHit] {
    try exhaustive.top(query, limit: .max).hits.filter { passing.contains(DocumentPlace($0)) }
  }
}
