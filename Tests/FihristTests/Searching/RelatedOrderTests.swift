import FihristTestSupport
import Testing

@testable import Fihrist

/// Documents that have only related words come behind all that match, whatever their scores.
@Suite struct RelatedOrderTests {
  /// An index in which every sixth article is a long one that has `كتاب` once, every third a short
  /// one with its cousins only.
  private static func index(at path: String, numbers: Range<Int>) throws -> Index {
    let writer = try BlockingIndexWriter(path: path)
    for number in numbers {
      let filler = Array(repeating: "news", count: 500 + number).joined(separator: " ")
      let bodies = ["\(filler) كتاب", "مكتبة كاتب", "news", "كاتب مكتبة", "news", "news"]
      let body = bodies[number % 6]
      try writer.add(
        SourceDocument(key: "k\(number)", values: ["body": body, "source": "s\(number / 6 % 2)"]))
      // Several segments, where the writer does not merge them.
      if number % 40 == 39 { try writer.commit() }
    }
    try writer.close()
    return try Index(path: path)
  }

  @Test func `a long text with the word comes before a short one with a cousin`() throws {
    let home = try TemporaryDirectory()
    let index = try Self.index(at: home.path, numbers: 0..<120)
    let all = try index.search(SearchRequest("كتاب", limit: 100)).hits
    #expect(all.count == 60 && all.prefix(20).allSatisfy { !$0.isRelated })
    #expect(all.dropFirst(20).allSatisfy { $0.isRelated })
    // The fault that this is about: by their scores alone, none that matches would be first.
    let greatest = try #require(all.prefix(20).compactMap(\.score).max())
    #expect(all.dropFirst(20).allSatisfy { ($0.score ?? 0) > greatest })
    for limit in [1, 2, 19, 20, 21, 40] {
      for counting in [MatchCounting.asFarAsSeen, .exact] {
        var request = SearchRequest("كتاب", limit: limit)
        request.counting = counting
        let found = try index.search(request)
        #expect(found.hits == Array(all.prefix(limit)), "\(limit)")
        if counting == .exact { #expect(found.total.value == 20 && found.related == 40) }
      }
    }
    var filtered = SearchRequest("كتاب", limit: 12)
    filtered.filter = .text("source:s1")
    let keys = all.map(\.key).filter { Int($0.dropFirst())! / 6 % 2 == 1 }.prefix(12)
    let found = try index.search(filtered).hits.map(\.key)
    #expect(found == Array(keys))
  }

  @Test func `how many are related does not depend on how many hits are shown`() throws {
    let home = try TemporaryDirectory()
    let index = try Self.index(at: home.path, numbers: 0..<120)
    for limit in [0, 1, 100] {
      var request = SearchRequest("كتاب", limit: limit)
      request.facets = [FacetRequest("source")]
      let found = try index.search(request)
      #expect(found.related == 40 && found.total.value == 20, "\(limit)")
    }
  }

  @Test func `with several roots scores decide`() throws {
    let home = try TemporaryDirectory()
    let writer = try BlockingIndexWriter(path: home.path)
    let filler = Array(repeating: "news", count: 500).joined(separator: " ")
    let bodies = ["one": "\(filler) كتاب", "both": "مكتبة معلم", "a": "news", "b": "news"]
    for (key, body) in bodies { try writer.add(SourceDocument(key: key, values: ["body": body])) }
    try writer.close()
    let index = try Index(path: home.path)
    // A short text on the roots of both words is nearer than a long one with a single word.
    let hits = try index.search(SearchRequest("كتاب تعليم", limit: 10)).hits
    #expect(hits.map(\.key) == ["both", "one"] && hits.map(\.isRelated) == [true, false])
    let one = try index.search(SearchRequest("كتاب", limit: 10)).hits
    #expect(one.map(\.key) == ["one", "both"] && one.map(\.isRelated) == [false, true])
  }

  @Test(arguments: [1, 3, 7, 20])
  func `pages from cursor to cursor are the whole list`(limit: Int) throws {
    let home = try TemporaryDirectory()
    let index = try Self.index(at: home.path, numbers: 0..<120)
    let all = try index.search(SearchRequest("كتاب", limit: 100)).hits
    var request = SearchRequest("كتاب", limit: limit)
    request.counting = .exact
    var walked: [String] = []
    while walked.count < all.count {
      let page = try index.search(request)
      walked += page.hits.map(\.key)
      guard let next = page.next else { break }
      // A cursor goes through links and command lines as a text.
      request.start = .after(try #require(SearchCursor(text: next.text)))
    }
    #expect(walked == all.map(\.key))
  }

  @Test(arguments: [1, 10, 25, 100])
  func `shards rank them like one index`(limit: Int) throws {
    let home = try TemporaryDirectory()
    let whole = try Self.index(at: home.path(of: "whole"), numbers: 0..<120)
    let shards = [
      try Self.index(at: home.path(of: "a"), numbers: 0..<35),
      try Self.index(at: home.path(of: "b"), numbers: 35..<120),
    ]
    var request = SearchRequest("كتاب", limit: limit)
    let expected = try whole.search(request)
    request.statistics = try shards.map { try $0.statistics(for: request) }
      .reduce(CollectionStatistics(), +)
    let found = SearchResults.merged(
      try shards.map { try $0.search(request.part) }, for: request)
    #expect(found.hits == expected.hits && found.next == expected.next)
  }
}
