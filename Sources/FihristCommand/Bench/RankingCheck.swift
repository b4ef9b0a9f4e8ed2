import FihristSearch

/// Compares what the ranker finds, bit by bit, with what the plainest one does, which scores every document.
struct RankingCheck {
  let index: RankedIndex
  /// How many hits are compared for each query.
  let limit: Int
  /// What is compared: the best hits of a query, all matches counted or not.
  let ranked: (Query, Bool) throws -> RankedHits

  /// Compares the ranker that searches use.
  init(_ index: RankedIndex, limit: Int) {
    let ranker = Ranker(index.snapshot)
    self.init(index, limit: limit) { try ranker.top($0, limit: limit, counting: $1) }
  }

  /// Compares what `ranked` gives.
  init(_ index: RankedIndex, limit: Int, ranked: @escaping (Query, Bool) throws -> RankedHits) {
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
    let exhaustive = ExhaustiveRanker(index.snapshot)
    var compared = 0
    for queryClass in classes {
      for (place, query) in queryClass.queries.enumerated() {
        if Interruption.isRequested { throw SilentExit(status: .interrupted) }
        progress(compared)
        let expected = try exhaustive.top(query, limit: limit)
        let counted = try ranked(query, true)
        let hits = try ranked(query, false).hits
        guard hits == expected.hits, counted == expected else {
          throw Self.difference(queryClass.name, place, hits: hits, counted, expected)
        }
        compared += 1
      }
    }
    return compared
  }

  private static func difference(
    _ className: String, _ place: Int, hits: [RankedHit], _ counted: RankedHits,
    _ expected: RankedHits
  ) -> ToolError {
    let wrong = hits == expected.hits ? counted.hits : hits
    let what =
      wrong != expected.hits
      ? "differs at hit \(1 + zip(wrong, expected.hits).prefix { $0 == $1 }.count)"
      : "counts \(counted.total) matches and not \(expected.total),"
    return ToolError(
      "query \(place + 1) of class \(className) \(what) from scoring every document",
      advice: "run `fihrist check --level full`, and if the index is whole, report this fault",
      status: .nothingFound)
  }
}
