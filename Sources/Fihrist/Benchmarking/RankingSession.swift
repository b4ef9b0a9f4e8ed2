/// Ranks queries over one commit without reading stored text, for benchmarks of queries and their
/// checks.
///
/// One thread uses a session at a time.
@_spi(Benchmarking) public final class RankingSession {
  private let commit: OpenCommit
  private let ranker: Ranker
  private let filter: Query?

  /// Starts a session over the commit that `index` shows, with `filter` for all queries.
  public init(_ index: Index, filter: Query? = nil) {
    commit = index.commit
    ranker = Ranker(commit.snapshot)
    self.filter = filter
  }

  /// Ranks `query` and forgets the result, so that only ranking is measured.
  public func rank(_ query: Query, limit: Int, counting: MatchCounting) throws {
    _ = try ranker.top(query, filter: filter, limit: limit, counting: counting == .exact)
  }

  /// Ranks `query` as searches do.
  public func ranking(
    of query: Query, limit: Int, counting: MatchCounting
  ) throws -> Ranking {
    try ranking(
      of: try ranker.top(query, filter: filter, limit: limit, counting: counting == .exact))
  }

  /// Ranks `query` by scoring every document: the reference for all ranking.
  ///
  /// - Complexity: O(postings of the terms), with large factors.
  public func exhaustiveRanking(of query: Query, limit: Int) throws -> Ranking {
    try ranking(of: try ExhaustiveRanker(commit.snapshot).top(query, filter: filter, limit: limit))
  }

  private func ranking(of ranked: RankedHits) throws -> Ranking {
    let hits = try ranked.hits.map { hit in
      let key = try commit.snapshot.segments[hit.segment].key(of: hit.document)
      return Ranking.Hit(key: String(decoding: key, as: UTF8.self), score: hit.score)
    }
    return Ranking(hits: hits, total: ranked.total, isExact: ranked.isExact)
  }

  /// The best documents for a query.
  public struct Ranking: Sendable, Hashable {
    /// A document that was found.
    public struct Hit: Sendable, Hashable {
      /// What identifies it outside the index.
      public var key: String
      /// Its score.
      public var score: Float
    }

    /// The hits, best first.
    public var hits: [Hit]
    /// How many documents match; if not ``isExact``, at least that many do.
    public var total: Int
    /// Whether ``total`` is exact.
    public var isExact: Bool
  }
}
