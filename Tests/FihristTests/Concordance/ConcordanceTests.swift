import FihristTestSupport
import Testing

@testable import Fihrist

/// Concordances against a scan of the stored texts.
@Suite struct ConcordanceTests {
  private static let seed: UInt64 = 1_706

  private func makeIndex(_ shape: PlainArticles.Shape) async throws -> Index {
    let directory = try TemporaryDirectory()
    defer { withExtendedLifetime(directory) {} }
    return try await PlainArticles.makeIndex(shape, at: directory.path, seed: Self.seed)
  }

  @Test(arguments: PlainArticles.Shape.allCases)
  func `every occurrence is there once`(_ shape: PlainArticles.Shape) async throws {
    let index = try await makeIndex(shape)
    let archive = try ScannedArchive(index)
    for (text, parts) in ScannedQueries.all {
      let expected = archive.occurrences(of: parts)
      let found = try index.concordance(ConcordanceRequest(text, limit: 10_000))
      #expect(
        found.lines.map { [$0.key, $0.field, "\($0.range)"] }
          == expected.map { [$0.key, $0.field, "\($0.range)"] }, "\(text) seed \(Self.seed)")
      #expect(found.total == .init(value: expected.count, relation: .equal))
      #expect(found.documentCount == Set(expected.map(\.key)).count)
      var lines = try index.concordanceLines(ConcordanceRequest(text, limit: 1))
      var streamed: [ConcordanceLine] = []
      while let line = try lines.next() { streamed.append(line) }
      #expect(streamed == found.lines)
    }
  }

  @Test func `parts join to the stored bytes, and have whole words`() async throws {
    let index = try await makeIndex(.segments)
    let archive = try ScannedArchive(index)
    let texts = Dictionary(uniqueKeysWithValues: archive.documents.map { ($0.key, $0) })
    let expected = archive.occurrences(of: [.init(terms: ["علم"])])
    for count in [0, 1, 4, 100] {
      var request = ConcordanceRequest("علم", limit: 10_000)
      request.width = .words(count)
      let lines = try index.concordance(request).lines
      for (line, occurrence) in zip(lines, expected) {
        let document = try #require(texts[line.key])
        let bytes = Array(try #require(document[line.field]).utf8)
        let start = line.range.lowerBound - line.left.utf8.count
        let end = line.range.upperBound + line.right.utf8.count
        #expect(Array((line.left + line.match + line.right).utf8) == Array(bytes[start..<end]))
        let words = archive.tokens(document, line.field)
        #expect(
          index.analyzer.tokens(in: line.left).map(\.term)
            == words[..<occurrence.words.lowerBound].suffix(count).map(\.term))
        #expect(
          index.analyzer.tokens(in: line.right).map(\.term)
            == words[(occurrence.words.upperBound + 1)...].prefix(count).map(\.term))
      }
    }
  }

  @Test func `a width in characters keeps whole words`() async throws {
    let index = try await makeIndex(.merged)
    for count in [0, 7, 20] {
      var request = ConcordanceRequest("علم", limit: 10_000)
      request.width = .characters(count)
      let lines = try index.concordance(request).lines
      #expect(lines.allSatisfy { $0.left.count <= count && $0.right.count <= count })
      #expect(count == 0 || lines.contains { !$0.left.isEmpty && !$0.right.isEmpty })
    }
  }

  @Test(arguments: [ConcordanceRequest.Order.left, .right])
  func `lines are sorted by context`(_ order: ConcordanceRequest.Order) async throws {
    let index = try await makeIndex(.segments)
    var request = ConcordanceRequest("علم", limit: 10_000)
    request.width = .words(100)
    let plain = try index.concordance(request).lines
    func key(_ line: ConcordanceLine) -> [String] {
      let words = Analyzer.exact.tokens(in: order == .left ? line.left : line.right).map(\.term)
      return Array((order == .left ? words.reversed() : words).prefix(8))
    }
    let sorted = plain.enumerated().sorted { one, other in
      let (a, b) = (key(one.element), key(other.element))
      if a == b { return one.offset < other.offset }
      return (a.joined(separator: " ") + " ").utf8.lexicographicallyPrecedes(
        (b.joined(separator: " ") + " ").utf8)
    }.map { number, line in
      var line = line
      line.sortKey = key(line).map { $0 + " " }.joined()
      return line
    }
    request.order = order
    #expect(try index.concordance(request).lines == sorted)
    request.limit = 5
    let first = try index.concordance(request)
    #expect(first.lines == Array(sorted.prefix(5)))
    #expect(first.total == .init(value: plain.count, relation: .equal))
    #expect(first.hasMore)
  }

  @Test func `what the limit left out is known, of parts too`() async throws {
    let index = try await makeIndex(.segments)
    let count = try index.concordance(ConcordanceRequest("علم", limit: 10_000)).lines.count
    for (limit, hasMore) in [(0, true), (count - 1, true), (count, false), (count + 1, false)] {
      let request = ConcordanceRequest("علم", limit: limit)
      let found = try index.concordance(request)
      #expect(found.hasMore == hasMore && found.lines.count == min(limit, count))
      var other = found
      #expect(Concordance.merged([found], for: request).hasMore == hasMore)
      other.lines = []
      #expect(Concordance.merged([other, found], for: request).hasMore == hasMore)
      #expect(Concordance.merged([found, found], for: request).hasMore == (limit < 2 * count))
    }
  }

  @Test func `spellings, roots and patterns are found as a search finds them`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("title"), .text("body")]))
    let body = "قال المسؤول إنّ الْمَكْتَبَةَ كبيرة، والمسئول في مكتبات المدينة كاتبٌ"
    try await writer.add(SourceDocument(key: "a", values: ["title": "مكتبة", "body": body]))
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    for (query, matches) in [
      ("مكتبه", ["مكتبة", "الْمَكْتَبَةَ", "مكتبات"]), ("=والمسئول", ["والمسئول"]),
      ("=«المسؤول إنّ»", ["المسؤول إنّ"]),
      ("=المسؤول", ["المسؤول"]),
      ("مسؤول", ["المسؤول", "والمسئول"]), ("body:مكتب*", ["الْمَكْتَبَةَ", "مكتبات"]),
      ("مكتبا*", ["مكتبات"]), ("NEAR(قال كبيره, 5)", ["قال", "كبيرة"]),
      ("+مكتبة -غائب كاتب", ["مكتبة", "الْمَكْتَبَةَ", "مكتبات", "كاتبٌ"]),
    ] {
      let lines = try index.concordance(ConcordanceRequest(query)).lines
      #expect(lines.map(\.match) == matches, "\(query)")
    }
    #expect(try index.concordance(ConcordanceRequest("مكتبة -كاتب")).lines.isEmpty)
  }

  @Test func `a root is found behind words without one`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(path: directory.path, schema: try Schema(fields: [.text("body")]))
    let body = "BBC 2009 و3.5 قال كتب، S-300 مكتبة بالـBBC كاتب"
    try await writer.add(SourceDocument(key: "a", values: ["body": body]))
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    let lines = try index.concordance(ConcordanceRequest("root:كتب")).lines
    #expect(lines.map(\.match) == ["كتب", "مكتبة", "كاتب"])
  }

  @Test func `words near each other are found where both are`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: directory.path, schema: try Schema(fields: [.text("body"), .date("date")]))
    let body = "مجلس الوزراء يجتمع اليوم. قرر مجلس الأمن ما قرر، وقال أمن الدولة كثيرا"
    try await writer.add(SourceDocument(key: "a", values: ["body": body]))
    try await writer.commit()
    try await writer.close()
    let index = try Index(path: directory.path)
    let request = ConcordanceRequest("NEAR(مجلس أمن, 1)")
    #expect(try index.concordance(request).lines.map(\.match) == ["مجلس", "الأمن"])
    var search = SearchRequest("NEAR(مجلس أمن, 1)")
    search.snippets = SnippetOptions(count: 1)
    let marks = try index.search(search).hits[0].snippets
      .flatMap(\.parts).filter(\.isMarked).map(\.text)
    #expect(Set(marks) == ["مجلس", "الأمن"])
    let trends = try index.trends(TrendRequest(["NEAR(مجلس أمن, 1)"]))
    #expect(trends.series.map(\.undated.occurrences) == [2])
  }

  @Test func `filters, fields and limits are kept`() async throws {
    let index = try await makeIndex(.segments)
    let archive = try ScannedArchive(index)
    let sources = Dictionary(
      uniqueKeysWithValues: archive.documents.map { ($0.key, $0["source"] ?? "") })
    let expected = archive.occurrences(of: [.init(terms: ["علم"], field: "title")])
      .filter { sources[$0.key] == "s1" }
    var request = ConcordanceRequest("علم", filter: "+source:s1 +title:علم")
    request.fields = ["title"]
    request.documentFields = ["source"]
    let found = try index.concordance(request)
    #expect(found.lines.map(\.range) == expected.map(\.range))
    #expect(found.lines.allSatisfy { $0.fields == [StoredField(name: "source", text: "s1")] })
    request.limit = 1
    #expect(try index.concordance(request).total.relation == .atLeast)
    request.fields = ["source"]
    #expect(throws: IndexError.self) { try index.concordance(request) }
  }
}
