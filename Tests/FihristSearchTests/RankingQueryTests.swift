import FihristFormat
import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristSearch

/// Queries of unusual form.
@Suite struct RankingQueryTests {
  static func term(_ number: Int) -> Query { .term(Array("t\(number)".utf8)) }

  static func makeCorpus() throws -> RankingCorpus {
    try RankingCorpus(
      .init(
        seed: 31, segments: [700, 300], documentFrequencies: (0..<300).map { 1 + $0 * $0 % 200 },
        copies: 5))
  }

  @Test func `hundreds of terms, some twice, rank as the exhaustive ranker says`() throws {
    let corpus = try Self.makeCorpus()
    for count in [120, 121, 400] {
      let terms = (0..<count).map { Query.Clause(.should, Self.term($0 * 7 % 310)) }
      let query = Query.boolean(terms + terms.prefix(3))
      let expected = try ExhaustiveRanker(corpus.snapshot).top(query, limit: 10)
      let found = try Ranker(corpus.snapshot).top(query, limit: 10, counting: true)
      #expect(found == expected, "\(count) terms")
    }
  }

  @Test
  func `a term that is forbidden and wanted finds nothing; only forbidden terms find nothing`()
    throws
  {
    let ranker = Ranker(try Self.makeCorpus().snapshot)
    let both = Query.boolean(should: [Self.term(9)], mustNot: [Self.term(9)])
    #expect(try ranker.top(both, limit: 10, counting: true).total == 0)
    let none = Query.boolean(mustNot: [Self.term(9)])
    #expect(try ranker.top(none, limit: 10, counting: true).total == 0)
    #expect(try ranker.top(.none, limit: 10, counting: true).total == 0)
  }

  @Test func `weights that are not numbers do no harm`() throws {
    let ranker = Ranker(try Self.makeCorpus().snapshot)
    for weight in [Float.nan, -1, 0, .infinity] {
      let query = Query.boolean(should: [.boost(Self.term(9), by: weight), Self.term(8)])
      let found = try ranker.top(query, limit: 10, counting: true)
      #expect(found.hits.allSatisfy { $0.score >= 0 && $0.score.isFinite })
    }
  }

  @Test func `too many clauses, and phrases without positions, are errors`() throws {
    let many = Query.boolean(should: (0...Query.maximumClauseCount).map(Self.term))
    let ranker = Ranker(try Self.makeCorpus().snapshot)
    #expect {
      _ = try ranker.top(many, limit: 10)
    } throws: { ($0 as? IndexError)?.kind == .invalid }
    let bare = try RankingCorpus(
      .init(seed: 32, segments: [20], documentFrequencies: [20, 20], hasPositions: false))
    let phrase = Query.phrase(["t0", "t1"])
    #expect {
      _ = try Ranker(bare.snapshot).top(phrase, limit: 10)
    } throws: { ($0 as? IndexError)?.kind == .invalid }
  }

  @Test func `few documents are scored where bounds tell the best`() throws {
    let corpus = try RankingCorpus(
      .init(seed: 33, segments: [3000], documentFrequencies: [1500, 900, 400], boosts: [1]))
    let query = Query.boolean(should: (0..<3).map(Self.term))
    let ranker = Ranker(corpus.snapshot)
    let found = try ranker.top(query, limit: 10, counting: true)
    #expect(found.total > 1500)
    #expect(ranker.counters.scoredDocuments < 300)
    #expect(ranker.counters.windows == 1)
  }
}
