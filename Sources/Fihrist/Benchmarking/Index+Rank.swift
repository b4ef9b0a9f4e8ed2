extension Index {
  /// Ranks without reading stored text, for the benchmarks of queries.
  ///
  /// - Returns: How many hits there were.
  @_spi(Benchmarking) public func rank(
    _ query: Query, filter: Query? = nil, limit: Int = 10,
    counting: MatchCounting = .asFarAsSeen
  ) throws -> Int {
    try commit.withRanker { ranker throws(IndexError) in
      try ranker.top(query, filter: filter, limit: limit, counting: counting == .exact).hits.count
    }
  }
}
