import FihristSearch
import FihristStorage
import FihristTestSupport
import Testing

/// Ranking through filters against exhaustive ranking with the documents outside them left out: the
/// same hits, the same bits, the same totals.
@Suite struct FilterEqualityTests {
  static let limits = [1, 10, 100]

  /// Filters that nothing passes, or everything, or that forbid only.
  static func special(termCount: Int) -> [Query] {
    let absent = Query.term("absent")
    let term = { (number: Int) in Query.term("t\(number % termCount)") }
    let noTerms: [String] = []
    return [
      .none, .all, absent, .boolean(must: [absent], should: [term(0)]),
      .boolean(must: [term(1)], mustNot: [term(1)]), .boolean(must: [.all], mustNot: [absent]),
      .boolean(mustNot: [absent]), .boolean(must: [.all], mustNot: [term(termCount - 1)]),
      .boolean(must: [.all], mustNot: [term(3), term(4)]), .phrase(noTerms),
      .boolean(must: [.all], mustNot: [.phrase(noTerms)]),
      .boolean(must: [.boost(term(2), by: .nan)], should: [.boost(term(3), by: -1)]),
    ]
  }

  /// Every term by itself, which is every form of list, and queries of all kinds.
  static func filters(_ termCount: Int, _ queries: inout RankingQueries) -> [Query] {
    var filters = special(termCount: termCount)
    for term in 0..<termCount {
      filters.append(.term("t\(term)"))
    }
    for kind in RankingQueries.Kind.allCases {
      filters += (0..<2).map { _ in queries.query(kind) }
    }
    filters.append(.boolean(must: [.all], mustNot: [queries.phrase()]))
    return filters
  }

  @Test(arguments: RankingEqualityTests.recipes.indices)
  func `hits and totals are those of the exhaustive ranking without what does not pass`(
    _ index: Int
  ) throws {
    let recipe = RankingEqualityTests.recipes[index]
    let corpus = try RankingCorpus(recipe)
    let oracle = FilterOracle(corpus.snapshot)
    let exhaustive = ExhaustiveRanker(corpus.snapshot)
    let rankers = [Ranker(corpus.snapshot), Ranker(corpus.snapshot, windowLength: 512)]
    let termCount = recipe.documentFrequencies.count
    var queries = RankingQueries(
      generator: SeededGenerator(seed: 100 + recipe.seed), termCount: termCount)
    let filters = try Self.filters(termCount, &queries).map { ($0, try oracle.passing($0)) }
    for kind in RankingQueries.Kind.allCases {
      for _ in 0..<2 * RankingEqualityTests.scale {
        let query = queries.query(kind)
        let all = try exhaustive.top(query, limit: .max).hits
        for (filter, passing) in filters {
          let expected = all.filter { passing.contains(SegmentDocument($0)) }
          for (number, limit) in Self.limits.enumerated() {
            for counting in [false, true] {
              let ranker = rankers[(number + (counting ? 1 : 0)) % 2]
              let found = try ranker.top(query, filter: filter, limit: limit, counting: counting)
              let message = Comment(
                rawValue: "seed \(recipe.seed), \(query.text) within \(filter.text), limit \(limit)"
              )
              #expect(found.hits == Array(expected.prefix(limit)), message)
              if counting { #expect(found.isExact, message) }
              #expect(found.total <= expected.count, message)
              if found.isExact { #expect(found.total == expected.count, message) }
            }
          }
        }
      }
    }
  }

  @Test func `long queries, which are ranked by exact sums, keep to the filter`() throws {
    let corpus = try RankingQueryTests.makeCorpus()
    let oracle = FilterOracle(corpus.snapshot)
    let query = Query.boolean(should: (0..<200).map(RankingQueryTests.term))
    let filters = [[7], [7, 150], [299]].map { terms in
      Query.boolean(should: terms.map(RankingQueryTests.term))
    }
    for filter in filters {
      let expected = try oracle.ranking(query, try oracle.passing(filter))
      let found = try Ranker(corpus.snapshot).top(query, filter: filter, limit: 20, counting: true)
      #expect(found.hits == Array(expected.prefix(20)) && found.total == expected.count)
      // The other way round: a filter of as many terms.
      let turned = try oracle.ranking(filter, try oracle.passing(query))
      let other = try Ranker(corpus.snapshot).top(filter, filter: query, limit: 20, counting: true)
      #expect(other.hits == Array(turned.prefix(20)) && other.total == turned.count)
    }
  }

  @Test func `a ranker ranks without a filter as if it never had one`() throws {
    let corpus = try RankingQueryTests.makeCorpus()
    let ranker = Ranker(corpus.snapshot)
    let query = Query.boolean(should: [90, 95].map(RankingQueryTests.term))
    let before = try ranker.top(query, limit: 10)
    let counters = ranker.counters
    let filter = RankingQueryTests.term(80)
    _ = try ranker.top(query, filter: filter, limit: 10)
    #expect(try ranker.top(query, limit: 10) == before)
    #expect(ranker.counters == counters)
  }

  @Test func `a filter of too many clauses, or with a phrase without positions, is an error`()
    throws
  {
    let query = RankingQueryTests.term(0)
    let many = Query.boolean(
      should: (0...Query.maximumClauseCount).map(RankingQueryTests.term))
    let ranker = Ranker(try RankingQueryTests.makeCorpus().snapshot)
    #expect {
      _ = try ranker.top(query, filter: many, limit: 10)
    } throws: {
      ($0 as? IndexError)?.kind == .invalid && "\($0)".contains("filter")
    }
    let bare = try RankingCorpus(
      .init(seed: 32, segments: [20], documentFrequencies: [20, 20], hasPositions: false))
    let phrase = Query.phrase(["t0", "t1"])
    #expect {
      _ = try Ranker(bare.snapshot).top(query, filter: phrase, limit: 10)
    } throws: {
      ($0 as? IndexError)?.kind == .invalid
    }
  }
}
