import Fihrist
import FihristTestSupport
import Testing

/// Documents with columns as one index and as several, and orders that the score is part of.
@Suite struct MergedResultTests {
  private let directory: TemporaryDirectory
  private let whole: Index
  private let shards: [Index]

  private static let words = ["نفط", "سوق", "مال", "بحر", "جبل", "نهر"]
  private static let queries = ["نفط", "نفط سوق", "+نفط +سوق", "مال -جبل", "غائب", "*", "نفط^=3"]

  private static func documents() -> [SourceDocument] {
    var random = SeededGenerator(seed: 1_404)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    return (0..<2_000).map { index in
      let body = (0..<number(1...3)).map { _ in words[number(0...5)] }.joined(separator: " ")
      var values = ["body": body]
      // Equal to the eye, and not in bytes: two values.
      if number(0...9) > 0 {
        values["source"] = ["okaz", "المدينة", "\u{E9}", "e\u{301}"][number(0...3)]
      }
      if number(0...7) > 0 { values["date"] = "20\(number(10...19))-0\(number(1...9))-11" }
      if number(0...11) > 0 { values["length"] = String(number(-50...950)) }
      if number(0...4) > 0 { values["price"] = String(Double(number(-1_000...1_000)) / 7) }
      let tags = (0..<number(0...2)).map { _ in "t\(number(0...300))" }
      return SourceDocument(
        key: "k\(10_000 + index * 7_919 % 2_000)", values: values, lists: ["tags": tags])
    }
  }

  private static func write(
    _ documents: [SourceDocument], segment: Int, to path: String
  ) async throws -> Index {
    var options = IndexingOptions()
    options.mergesInBackground = false
    let schema = try Schema(fields: [
      .text("body", analyzer: "whitespace"), .keyword("source"), .keyword("tags"),
      .date("date"), .integer("length"), .decimal("price"),
    ])
    let writer = try IndexWriter(path: path, schema: schema, options: options)
    for (number, document) in documents.enumerated() {
      try await writer.add(document)
      if number % segment == segment - 1 { try await writer.commit() }
    }
    try await writer.commit()
    for document in documents where document.key.hasSuffix("7") {
      try await writer.delete(key: document.key)
    }
    try await writer.commit()
    try await writer.close()
    return try Index(path: path)
  }

  init() async throws {
    directory = try TemporaryDirectory()
    let documents = Self.documents()
    whole = try await Self.write(documents, segment: 900, to: directory.path(of: "whole"))
    var shards: [Index] = []
    for (number, range) in [0..<1, 1..<40, 40..<700, 700..<2_000].enumerated() {
      shards.append(
        try await Self.write(
          Array(documents[range]), segment: 300, to: directory.path(of: "shard\(number)")))
    }
    self.shards = shards
  }

  private static let orders: [[SortOrder]] = [
    [], [.score], [.score, SortOrder("date", isDescending: true)],
    [SortOrder("source"), .score], [SortOrder("score"), SortOrder("length")],
    [SortOrder("date"), .score, SortOrder("price", isDescending: true)],
    [SortOrder("length", isDescending: true)],
  ]

  private func merged(_ request: SearchRequest) throws -> SearchResults {
    var request = request
    request.statistics = try shards.map { try $0.statistics(for: request) }
      .reduce(CollectionStatistics(), +)
    return SearchResults.merged(try shards.map { try $0.search(request.part) }, for: request)
  }

  @Test func `several indexes give what one gives, to the last bit`() throws {
    for query in Self.queries {
      for (number, order) in Self.orders.enumerated() {
        for (limit, offset) in [(0, 0), (7, 0), (5, 9), (3_000, 0)] {
          var request = SearchRequest(query, limit: limit, offset: offset)
          request.counting = .exact
          request.sort = order
          request.fields = ["source"]
          request.facets = [
            FacetRequest("source", limit: 2), FacetRequest("tags", limit: 12),
            FacetRequest("tags", limit: 3, prefix: "t1", selected: number == 1 ? ["t17"] : []),
          ]
          request.histograms = [
            HistogramRequest("date", .dates(.month)),
            HistogramRequest("date", .dates(.year, .hijri)),
            HistogramRequest("length", .numbers(width: 40)),
            HistogramRequest("price", .numbers(width: 2.5)),
          ]
          request.summaries = ["length", "price", "date"]
          let name = "\(query), order \(number), \(limit) after \(offset)"
          #expect(try merged(request) == (try whole.search(request)), "\(name)")
          request.group = GroupRequest("source", size: 3)
          #expect(try merged(request) == (try whole.search(request)), "groups, \(name)")
        }
      }
    }
  }

  @Test func `pages of several indexes follow each other`() throws {
    for order in Self.orders {
      var request = SearchRequest("نفط سوق", limit: 10_000)
      request.sort = order
      request.counting = .exact
      let all = try whole.search(request).hits.map(\.key)
      request.limit = 301
      var walked: [String] = []
      while true {
        let results = try merged(request)
        #expect(results == (try whole.search(request)))
        walked += results.hits.map(\.key)
        guard let next = results.next else { break }
        request.start = .after(next)
      }
      #expect(walked == all && walked.count > 700)
    }
  }

  /// A hit as the test compares it.
  private struct Row {
    var key: String
    var score: Float
    var fields: [String: String]

    func value(_ field: String) -> Double? {
      switch field {
      case "score": Double(score)
      case "date": fields[field].flatMap { Double($0.filter { $0 != "-" }) }
      case "source": fields[field].map { Double($0.utf8.first ?? 0) + ($0.utf8.count == 2 ? 1 : 0) }
      default: fields[field].flatMap { Double($0) }
      }
    }
  }

  private static func sorted(_ rows: [Row], _ order: [SortOrder]) -> [Row] {
    rows.sorted { one, other in
      for key in order {
        let (a, b) = (one.value(key.field), other.value(key.field))
        if a == b { continue }
        guard let a else { return false }
        guard let b else { return true }
        return (a < b) != key.isDescending
      }
      return one.key < other.key
    }
  }

  @Test func `orders with the score are those of a full sort, page by page`() throws {
    for query in Self.queries {
      let rows = try whole.search(query, limit: 10_000).hits.map { hit in
        Row(
          key: hit.key, score: try #require(hit.score),
          fields: Dictionary(hit.fields.map { ($0.name, $0.text) }) { first, _ in first })
      }
      for order in Self.orders where order.contains(where: { $0.field == "score" }) {
        let expected = Self.sorted(rows, order)
        var request = SearchRequest(query, limit: 333)
        request.sort = order
        var found: [Hit] = []
        while true {
          let results = try whole.search(request)
          found += results.hits
          guard let next = results.next else { break }
          request.start = .after(try #require(SearchCursor(text: next.text)))
        }
        #expect(found.map(\.key) == expected.map(\.key), "\(query), \(order)")
        #expect(found.map(\.score) == expected.map(\.score), "\(query), \(order)")
        let named = order.map(\.field).filter { $0 != "score" }
        #expect(found.allSatisfy { $0.sortedValues.map(\.field) == named })
      }
    }
  }

  @Test func `an order without the score has none`() throws {
    var request = SearchRequest("نفط", limit: 5)
    request.sort = [SortOrder("length", isDescending: true)]
    let hits = try whole.search(request).hits
    #expect(hits.allSatisfy { $0.score == nil && $0.sortedValues[0].text != nil })
    #expect(hits.map { $0.sortedValues[0].text } == hits.map { $0.text(of: "length") })
  }

  @Test func `orders are written as they are read`() {
    for text in ["score", "score:asc", "date", "date:desc"] {
      let order = SortOrder(text: text)
      #expect(order.isDescending == (text == "score" || text == "date:desc"))
    }
    #expect(SortOrder(text: "score") == .score && SortOrder(text: "score:desc") == .score)
  }

  /// An index of articles with these words.
  private static func articles(_ words: [String], _ first: Int, at path: String) throws -> Index {
    let writer = try BlockingIndexWriter(path: path)
    for (number, word) in words.enumerated() {
      try writer.add(
        SourceDocument(
          key: "k\(first + number)", values: ["body": word, "source": "s\((first + number) % 3)"]))
    }
    try writer.close()
    return try Index(path: path)
  }

  @Test(arguments: [0, 4, 13])
  func `a shard of few matches does not show its related documents`(offset: Int) throws {
    let many = Array(repeating: "كتاب", count: 14) + ["مكتبة", "كاتب"]
    let few = ["كتاب", "كتاب جديد"] + Array(repeating: "مكتبة", count: 9)
    let directory = try TemporaryDirectory()
    let whole = try Self.articles(many + few, 0, at: directory.path(of: "whole"))
    let shards = [
      try Self.articles(many, 0, at: directory.path(of: "many")),
      try Self.articles(few, many.count, at: directory.path(of: "few")),
    ]
    for counting in [MatchCounting.asFarAsSeen, .exact] {
      for facets in [[], [FacetRequest("source")]] {
        var request = SearchRequest("كتاب", limit: 10, offset: offset)
        (request.counting, request.facets) = (counting, facets)
        let expected = try whole.search(request)
        request.statistics = try shards.map { try $0.statistics(for: request) }
          .reduce(CollectionStatistics(), +)
        let found = SearchResults.merged(
          try shards.map { try $0.search(request.part) }, for: request)
        #expect(found.related == expected.related && found.hits == expected.hits)
        #expect(found.facets == expected.facets && found.next == expected.next)
        let isCounted = counting == .exact || !facets.isEmpty
        if offset == 0 { #expect(expected.related == (isCounted ? 11 : 0)) }
      }
    }
  }
}
