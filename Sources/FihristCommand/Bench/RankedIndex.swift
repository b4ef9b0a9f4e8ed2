@_spi(Benchmarking) import Fihrist

/// An index and the filter of all queries.
struct RankedIndex: Sendable {
  /// The index.
  let index: Index
  /// What all hits must match as well.
  let filter: Query?

  /// Opens the newest commit of the index at `path`, to be searched with `filter`, a text in the
  /// query language.
  init(path: String, filter: String?) throws {
    let index = try Index(path: path)
    self.index = index
    self.filter = try filter.map { try index.query(strictly: $0, isFilter: true) }
  }

  /// A session for one thread.
  func session() -> RankingSession { RankingSession(index, filter: filter) }
}
