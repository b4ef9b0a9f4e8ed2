@_spi(Benchmarking) import Fihrist

/// Compares the results of the ranker, bit by bit, with those of the simplest ranker, which scores
/// every document.
struct RankingCheck {
  let index: RankedIndex
  /// How many hits are compared for each query.
  let limit: Int
  /// What is compared: the best hits of a query, all matches counted or not.
  let ranked: (Query, MatchCounting) throws -> RankingSession.Ranking

  /// Compares the ranker that searches use.
  init(_ index: RankedIndex, limit: Int) {
    let session = index.session()
    self.init(index, limit: limit) { try session.ranking(of: $0, limit: limit, counting: $1) }
  }

  /// Compares the results of `ranked`.
  init(
    _ index: RankedIndex, limit: Int,
    ranked: @escaping (Query, MatchCounting) throws -> RankingSession.Ranking
  ) {
    self.index = index
    self.limit = limit
    self.ranked = ranked
  }

  /// Ranks each query in both ways.
  ///
  /// - Parameter progress: Called before each query with how many were compared.
  /// - Returns: How many queries were compared.
  /// - Throws: ``ToolError`` for the first query whose hits, scores or number of matches differ;
  ///   ``SilentExit`` when interrupted; `IndexError`.
  func run(_ classes: [ParsedClass], progress: (Int) -> Void) throws -> Int {
    let session = index.session()
    var compared = 0
    for queryClass in classes {
      for (number, query) in queryClass.queries.enumerated() {
        if Interruption.isRequested { throw SilentExit(status: .interrupted) }
        progress(compared)
        let expected = try session.exhaustiveRanking(of: query, limit: limit)
        let counted = try ranked(query, .exact)
        let hits = try ranked(query, .asFarAsSeen).hits
        guard hits == expected.hits, counted == expected else {
          throw Self.difference(
            query: number + 1, of: queryClass.name, hits: hits, counted, expected)
        }
        compared += 1
      }
    }
    return compared
  }

  private static func difference(
    query number: Int, of className: String, hits: [RankingSession.Ranking.Hit],
    _ counted: RankingSession.Ranking, _ expected: RankingSession.Ranking
  ) -> ToolError {
    let wrong = hits == expected.hits ? counted.hits : hits
    let what =
      wrong != expected.hits
      ? "differs at hit \(1 + zip(wrong, expected.hits).prefix { $0 == $1 }.count)"
      : "counts \(counted.total) matches and not \(expected.total),"
    return ToolError(
      "query \(number) of class \(className) \(what) from scoring every document",
      advice: "run `fihrist check --level full`, and if the index is whole, report this fault",
      status: .nothingFound)
  }
}
