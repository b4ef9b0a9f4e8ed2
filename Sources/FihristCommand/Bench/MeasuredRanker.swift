@_spi(Benchmarking) import Fihrist
import Synchronization

/// One thread's session, measured.
final class MeasuredRanker: MeasuredRanking {
  private let session: Mutex<RankingSession>
  private let limit: Int

  /// Makes a ranker for `limit` hits.
  init(_ index: RankedIndex, limit: Int) {
    session = Mutex(index.session())
    self.limit = limit
  }

  func rank(_ query: Query, counting: Bool) throws {
    try session.withLock { session in
      try session.rank(query, limit: limit, counting: counting ? .exact : .asFarAsSeen)
    }
  }
}
