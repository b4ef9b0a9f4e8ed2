import Fihrist
import FihristFormat
import FihristSearch
import FihristStorage
import FihristText
import Synchronization

/// A snapshot, its analyser and the filter of all queries, without the stored text that a search shows.
struct RankedIndex: Sendable {
  /// The commit.
  let snapshot: Snapshot
  /// What made its terms.
  let analyzer: Analyzer
  /// What all hits must match besides.
  let filter: Query?

  /// Opens the newest commit of the index at `path`, to be searched through `filter`, a text in the
  /// query language.
  init(path: String, filter: String?) throws {
    // The library's door checks that this version has the analyser of the index.
    let analyzer = try Index(path: path).analyzer
    self.analyzer = analyzer
    self.filter = try filter.map { try Query.parseFilter($0, analyzer: analyzer) }
    snapshot = try Snapshot.open(path)
  }

  /// The keys and scores of the best documents, and how many match.
  func top(
    _ query: Query, limit: Int, counting: Bool, with ranker: Ranker
  ) throws -> (hits: [(key: String, score: Float)], total: Int) {
    let found = try ranker.top(query, filter: filter, limit: limit, counting: counting)
    let hits = try found.hits.map { hit in
      (key: try key(of: hit), score: hit.score)
    }
    return (hits, found.total)
  }

  private func key(of hit: RankedHit) throws(IndexError) -> String {
    String(decoding: try snapshot.segments[hit.segment].key(of: hit.document), as: UTF8.self)
  }
}

/// One thread's ranker, measured.
final class MeasuredRanker: MeasuredRanking {
  private let ranker: Mutex<Ranker>
  private let filter: Query?
  private let limit: Int

  /// Makes a ranker for `limit` hits.
  init(_ index: RankedIndex, limit: Int) {
    ranker = Mutex(Ranker(index.snapshot))
    filter = index.filter
    self.limit = limit
  }

  func rank(_ query: Query, counting: Bool) throws {
    try ranker.withLock { ranker in
      _ = try ranker.top(query, filter: filter, limit: limit, counting: counting)
    }
  }
}
