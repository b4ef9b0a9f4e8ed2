import FihristTestSupport
import Foundation
import Synchronization
import Testing

@testable import Fihrist

/// A search as a value: what is asked for, and nothing else, is done.
@Suite struct SearchRequestTests {
  private static func makeIndex(at path: String, count: Int = 60) async throws -> Index {
    var sample = SampleArticles(seed: 81)
    try await sample.makeIndex(at: path, segments: 3, count: count)
    return try Index(path: path)
  }

  private static var full: SearchRequest {
    var request = SearchRequest(
      .boolean(must: [.term("a")], should: [.phrase(["b", "c"])]), filter: .all, limit: 3, offset: 4
    )
    request.reading = .strict
    request.fields = ["title"]
    request.snippets = SnippetOptions(count: 2, length: 80)
    request.counting = .exact
    request.timeLimit = .milliseconds(50)
    request.statistics = CollectionStatistics(
      documentCount: 7, totalLengths: [.first: 9],
      documentFrequencies: [.init(Array("a".utf8)): 3, .init([0xFF]): 0])
    return request
  }

  @Test func `requests and results are read as what was written`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    for request in [Self.full, SearchRequest("كتاب"), SearchRequest("\"a", filter: "-b")] {
      let data = try JSONEncoder().encode(request)
      #expect(try JSONDecoder().decode(SearchRequest.self, from: data) == request)
      #expect(Set([request]).contains(request))
    }
    let short = #"{"query":"كتاب","fields":[]}"#
    let request = try JSONDecoder().decode(SearchRequest.self, from: Data(short.utf8))
    var same = SearchRequest("كتاب")
    same.fields = []
    #expect(request == same)
    let results = try index.search("\"كتاب", snippets: SnippetOptions())
    let data = try JSONEncoder().encode(results)
    let read = try JSONDecoder().decode(SearchResults.self, from: data)
    #expect(read == results && read.counters == results.counters)
    #expect(results.notes.map(\.code) == [.unclosedQuote])
  }

  @Test func `a member that nothing reads is an error that names it`() {
    for (text, member) in [
      (#"{"query":"a","limt":3}"#, "limt"),
      (#"{"query":"a","snippets":{"cuont":1}}"#, "cuont"),
      (#"{"query":"a","facets":[{"field":"source"},{"field":"source","size":2}]}"#, "size"),
      (#"{"query":"a","histograms":[{"field":"date","unit":"month","by":"year"}]}"#, "by"),
      (#"{"query":"a","group":{"field":"source","limit":2}}"#, "limit"),
    ] {
      #expect {
        _ = try JSONDecoder().decode(SearchRequest.self, from: Data(text.utf8))
      } throws: { error in
        guard case DecodingError.dataCorrupted(let context) = error else { return false }
        return context.codingPath.last?.stringValue == member
          && context.debugDescription.contains("use ")
      }
    }
    func isRefused<Request: Decodable>(_ type: Request.Type, _ text: String) -> Bool {
      (try? JSONDecoder().decode(type, from: Data(text.utf8))) == nil
    }
    #expect(isRefused(SimilarRequest.self, #"{"key":"a","terms":3}"#))
    #expect(isRefused(ConcordanceRequest.self, #"{"query":"a","width":3}"#))
    #expect(isRefused(TrendRequest.self, #"{"queries":["a"],"by":"year"}"#))
    #expect(!isRefused(SimilarRequest.self, #"{"key":"a","words":3}"#))
    #expect(!isRefused(ConcordanceRequest.self, #"{"query":"a","words":3}"#))
    #expect(!isRefused(TrendRequest.self, #"{"queries":["a"],"unit":"year"}"#))
  }

  @Test func `a hit has the fields and snippets that were asked for, and no others`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    var request = SearchRequest("كتاب علم", limit: 200)
    let plain = try index.search(request)
    #expect(plain.hits.count > 20 && plain.hits.allSatisfy { $0.snippets.isEmpty })
    #expect(plain.hits.contains { $0.fields.map(\.name) == ["title", "body", "source"] })
    request.fields = []
    let bare = try index.search(request)
    #expect(bare.hits.map(\.key) == plain.hits.map(\.key))
    #expect(bare.hits.allSatisfy { $0.fields.isEmpty && $0.snippets.isEmpty })
    request.fields = ["source", "title"]
    request.snippets = SnippetOptions(count: 3, length: 30)
    let shown = try index.search(request)
    #expect(shown.hits.allSatisfy { $0.text(of: "body") == nil && $0.text(of: "source") != nil })
    #expect(shown.hits.allSatisfy { (1...3).contains($0.snippets.count) })
    #expect(shown.hits.contains { $0.snippets.count > 1 })
    for (hit, whole) in zip(shown.hits, plain.hits) { check(hit.snippets, whole) }
    request.fields = ["nothing"]
    #expect {
      _ = try index.search(request)
    } throws: { "\($0)".contains("title, body, source") }
  }

  /// Snippets are pieces of one text in its order, apart from each other.
  private func check(_ snippets: [Snippet], _ hit: Hit) {
    for (one, next) in zip(snippets, snippets.dropFirst()) {
      #expect(one.range.upperBound <= next.range.lowerBound)
    }
    for snippet in snippets {
      let texts = [hit.text(of: "body"), hit.title].compactMap { $0 }
      #expect(
        texts.contains { text in
          let utf8 = Array(text.utf8)
          return snippet.range.upperBound <= utf8.count
            && String(decoding: utf8[snippet.range], as: UTF8.self) == snippet.text
        })
    }
  }

  @Test(arguments: ["«كتاب", "كتاب\"", "عنوان «مفتوح"])
  func `user text never throws unless that is asked for`(text: String) async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let results = try index.search(text)
    #expect(results.notes.map(\.code) == [.unclosedQuote])
    #expect(
      results.notes[0].column
        == text.firstIndex { "«\"".contains($0) }.map {
          text.distance(from: text.startIndex, to: $0) + 1
        })
    var request = SearchRequest(text)
    request.reading = .strict
    let error = #expect(throws: QueryError.self) { try index.search(request) }
    #expect(error?.kind == .unclosedQuote)
    let filtered = try index.search("كتاب", filter: text)
    #expect(filtered.notes.allSatisfy { $0.text.hasPrefix("in the filter, ") })
    #expect(try index.search("؟").notes.map(\.code) == [.empty])
  }

  @Test func `fewer hits than the limit are all there are`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let all = try index.search("كتاب", limit: 1_000)
    #expect(all.total == .init(value: all.hits.count, relation: .equal))
    let count = all.hits.count
    #expect(count > 20)
    for offset in [0, 1, count - 1, count, count + 1, 50_000, .max] {
      let page = try index.search("كتاب", limit: 1_000, offset: offset)
      #expect(page.hits == Array(all.hits.dropFirst(offset)), "offset \(offset)")
      #expect(page.total == all.total, "offset \(offset)")
    }
    let some = try index.search("كتاب", limit: count - 1)
    #expect(some.total.value <= count && some.hits.count == count - 1)
    #expect(some.total.relation == .atLeast)
    // As many hits as there are documents are all as well.
    let everything = try index.search(.all, limit: index.documentCount)
    #expect(everything.total == .init(value: index.documentCount, relation: .equal))
    let small = try TemporaryDirectory()
    let one = try await Self.makeIndex(at: small.path, count: 1)
    #expect(try one.search(.all, limit: 1_000_000).total.relation == .equal)
  }
}
