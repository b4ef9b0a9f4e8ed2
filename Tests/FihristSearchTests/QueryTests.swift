import FihristTestSupport
import Foundation
import Testing

@testable import FihristSearch

/// Queries as values: what factories make of what they are given, and the form in JSON.
@Suite struct QueryTests {
  @Test func `factories leave one spelling for each query`() {
    #expect(Query.boolean([]) == .none)
    #expect(Query.boolean([Query.Clause(.must, .term("a"))]) == .term("a"))
    #expect(Query.boolean(should: [.term("a")]) == .term("a"))
    #expect(Query.boolean(should: [.term("a")], minimum: 2) != .term("a"))
    #expect(Query.boolean(mustNot: [.term("a")]) != .term("a"))
    #expect(Query.phrase(["a"]) == .term("a"))
    #expect(Query.boost(.term("a"), by: 1) == .term("a"))
    #expect(Query.boost(.term("a"), by: .nan) == .boost(.term("a"), by: 0))
    #expect(Query.boost(.term("a"), by: -3) == .boost(.term("a"), by: 0))
    #expect(Query.boost(.term("a"), by: 1e-30) == .boost(.term("a"), by: 0))
    #expect(Query.boost(.boost(.term("a"), by: 0.5), by: 2) == .term("a"))
    #expect(Query.boost(.term("a"), by: .infinity) == .boost(.term("a"), by: Query.maximumBoost))
    let a = Array("a".utf8)
    let b = Array("b".utf8)
    #expect(
      Query.phrase([.init(term: b, offset: 8), .init(term: a, offset: 7)]) == .phrase(["a", "b"]))
    #expect(Query.phrase([.init(term: a, offset: 1), .init(term: a, offset: 1)]) == .term("a"))
    let far = Query.phrase([.init(term: a, offset: .min), .init(term: b, offset: .max)])
    #expect(far.size.terms == 2)
  }

  @Test func `a query is read as what was written`() throws {
    let queries: [Query] = [
      .all, .none, .term("نووي"), .term([0xFF, 0x00]), .phrase(["مجلس", "الامن"]),
      .boolean(must: [.all], mustNot: [.filter(.term("a"))]),
      .boolean(
        must: [.term("a")],
        should: [.boost(.phrase(["b", "c"]), by: 2.5), .boolean(should: [.term("d"), .none])],
        minimum: 1),
    ]
    for query in queries {
      let data = try JSONEncoder().encode(query)
      #expect(try JSONDecoder().decode(Query.self, from: data) == query)
    }
    let written = try JSONEncoder().encode(Query.boolean(must: [.term("a")], should: [.term("b")]))
    #expect(
      String(decoding: written, as: UTF8.self)
        == #"{"boolean":[{"must":{"term":"a"}},{"should":{"term":"b"}}]}"#)
  }

  @Test(arguments: [
    "{}", "[]", #"{"term":3}"#, #"{"boolean":[{"may":{"term":"a"}}]}"#, #"{"boost":2}"#,
    #"{"boolean":[{"must":{"term":"a"},"should":{"term":"a"}}]}"#, #"{"phrase":"a b"}"#,
  ])
  func `what is not a query is an error`(_ text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Query.self, from: Data(text.utf8))
    }
  }

  @Test func `a tree that is too deep is refused`() throws {
    func text(_ depth: Int) -> String {
      String(repeating: #"{"filter":"#, count: depth - 1) + #"{"term":"a"}"#
        + String(repeating: "}", count: depth - 1)
    }
    let deepest = try JSONDecoder().decode(Query.self, from: Data(text(Query.maximumDepth).utf8))
    #expect(deepest.depth == Query.maximumDepth)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Query.self, from: Data(text(Query.maximumDepth + 1).utf8))
    }
    let corpus = try RankingQueryTests.makeCorpus()
    #expect {
      _ = try Ranker(corpus.snapshot).top(.filter(deepest), limit: 1)
    } throws: { "\($0)".contains("65 queries inside each other") }
  }
}
