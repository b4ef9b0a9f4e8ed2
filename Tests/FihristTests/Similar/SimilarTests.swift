import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

/// Similar documents against brute force of the formula.
@Suite struct SimilarTests {
  private static let seed: UInt64 = 1_704

  /// The best terms of texts by count · idf, from all documents.
  private static func best(
    _ texts: [String], _ archive: ScannedArchive, _ limit: Int, minimum: Int
  ) -> [(term: String, weight: Double)] {
    var documents: [String: Int] = [:]
    for document in archive.documents {
      let terms = ["title", "body"].flatMap { archive.tokens(document, $0).map(\.term) }
      for term in Set(terms) { documents[term, default: 0] += 1 }
    }
    var counts: [String: Int] = [:]
    for text in texts {
      for token in Analyzer.arabic.tokens(in: text) { counts[token.term, default: 0] += 1 }
    }
    let all = Double(archive.documents.count)
    return counts.compactMap { term, count -> (term: String, weight: Double)? in
      guard let found = documents[term], found >= minimum else { return nil }
      return (term, Double(count) * log(1 + (all - Double(found) + 0.5) / (Double(found) + 0.5)))
    }.sorted { one, other in
      abs(one.weight - other.weight) > 1e-9
        ? one.weight > other.weight : one.term.utf8.lexicographicallyPrecedes(other.term.utf8)
    }.prefix(limit).map(\.self)
  }

  @Test(arguments: PlainArticles.Shape.allCases)
  func `words and hits are those of brute force`(_ shape: PlainArticles.Shape) async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(shape, at: directory.path, seed: Self.seed)
    let archive = try ScannedArchive(index)
    for document in archive.documents.prefix(40) {
      for limit in [2, 25] {
        let texts = ["title", "body"].compactMap { document[$0] }
        let words = Self.best(texts, archive, limit, minimum: 2)
        var request = SimilarRequest(.key(document.key), limit: 200)
        request.wordCount = limit
        request.counting = .exact
        let found = try #require(try index.similar(to: request))
        #expect(found.words.map(\.term) == words.map(\.term), "\(document.key) \(Self.seed)")
        let all = try index.search(
          Query.boolean(should: words.map { .term($0.term) }), limit: 200, counting: .exact)
        let expected = all.hits.filter { $0.key != document.key }
        #expect(found.results.hits.map(\.key) == expected.map(\.key))
        #expect(found.results.hits.map(\.score) == expected.map(\.score))
        #expect(found.results.hits.map(\.rank) == expected.indices.map { $0 + 1 })
        #expect(found.results.total == .init(value: expected.count, relation: .equal))
        request.limit = 3
        let few = try #require(try index.similar(to: request)).results
        #expect(few.hits.map(\.key) == expected.prefix(3).map(\.key))
        #expect(few.total.value == expected.count)
      }
    }
  }

  @Test func `a text, a filter, and what is not there`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await PlainArticles.makeIndex(.segments, at: directory.path, seed: Self.seed)
    let archive = try ScannedArchive(index)
    let text = "كتاب علم كتاب غائب من"
    var request = SimilarRequest(.text(text), limit: 200)
    request.filter = "+source:s1"
    let found = try #require(try index.similar(to: request))
    let words = Self.best([text], archive, 25, minimum: 1)
    #expect(found.words.map(\.term) == words.map(\.term))
    #expect(found.words.allSatisfy { $0.text != "من" && $0.text != "غائب" })
    let all = try index.search(
      Query.boolean(should: words.map { .term($0.term) }),
      filter: Query.column("source", .equals("s1")),
      limit: 200)
    #expect(found.results.hits.map(\.key) == all.hits.map(\.key))
    #expect(try index.similar(to: SimilarRequest(.key("nobody"))) == nil)
    let nothing = try #require(try index.similar(to: SimilarRequest(.text("غائب"))))
    #expect(nothing.words.isEmpty && nothing.results.hits.isEmpty)
  }
}
