import Fihrist
import FihristTestSupport
import Testing

/// What several indexes answer besides searches, against one index with the same documents.
@Suite struct ShardAnswerTests {
  private static let seed: UInt64 = 2_011

  private struct Archive {
    let directory: TemporaryDirectory
    var whole: Index
    var shards: [Index]

    /// The sums of what each index says.
    func statistics(for request: SearchRequest) throws -> CollectionStatistics {
      try shards.map { try $0.statistics(for: request) }.reduce(CollectionStatistics(), +)
    }
  }

  /// Deals the documents of an index out to shards that are unlike each other; one is empty.
  private static func makeArchive(
    _ shape: PlainArticles.Shape = .segments
  ) async throws -> Archive {
    let directory = try TemporaryDirectory()
    let whole = try await PlainArticles.makeIndex(
      shape, at: directory.path + "/whole", seed: seed)
    var parts = [[SourceDocument]](repeating: [], count: 4)
    for (number, document) in try all(whole.documents()).enumerated() {
      let values = Dictionary(uniqueKeysWithValues: document.fields.map { ($0.name, $0.text) })
      let shard = document["source"] == "s0" ? 0 : number % 7 == 0 ? 1 : 2
      parts[shard].append(SourceDocument(key: document.key, values: values))
    }
    var shards: [Index] = []
    for (number, part) in parts.enumerated() {
      let path = directory.path + "/shard\(number)"
      try await IndexWriter.with(path: path, schema: whole.schema) { writer in
        for document in part { try await writer.add(document) }
        try await writer.commit()
      }
      shards.append(try Index(path: path))
    }
    return Archive(directory: directory, whole: whole, shards: shards)
  }

  private static func all(_ documents: CommittedDocuments) throws -> [IndexedDocument] {
    var walk = documents.makeAsyncIterator()
    var found: [IndexedDocument] = []
    while let document = try walk.next() { found.append(document) }
    return found
  }

  private static let queries = [
    "كتاب", "«علم نظر»", "كت*", "title:قول", "+بلد -عمل", "NEAR(فتح نظر, 4)", "news علم", "غائبة",
    "*", "=الكتاب", "root:كتب",
  ]

  @Test func `trends add up`() async throws {
    let archive = try await Self.makeArchive()
    var words = 0
    for unit in DateUnit.allCases {
      for calendar in [DateCalendarName.gregorian, .hijri] {
        for filter in [nil, "source:s1", "-date:*"] {
          var request = TrendRequest(
            Self.queries.map { .text($0) }, by: unit, filter: filter.map { .text($0) })
          request.calendar = calendar
          let expected = try archive.whole.trends(request)
          let parts = try archive.shards.map { try $0.trends(request) }
          #expect(Trends.merged(parts, for: request) == expected, "\(unit) \(filter ?? "*")")
          #expect(Trends.merged(parts.reversed(), for: request) == expected)
          words += expected.series.flatMap(\.points).reduce(0) { $0 + $1.words }
        }
      }
    }
    #expect(words > 10_000)
  }

  @Test func `the lines of a concordance come in the order of one index`() async throws {
    let archive = try await Self.makeArchive()
    var lines = 0
    for query in Self.queries {
      for order in ConcordanceRequest.Order.allCases {
        for limit in [0, 1, 7, 40, 10_000] {
          var request = ConcordanceRequest(query, limit: limit)
          request.order = order
          request.width = .words(3)
          request.documentFields = ["date"]
          for counting in [MatchCounting.exact, .asFarAsSeen] {
            request.counting = counting
            let expected = try archive.whole.concordance(request)
            var found = Concordance.merged(
              try archive.shards.map { try $0.concordance(request) }, for: request)
            if expected.total.relation == .atLeast { found.total = expected.total }
            #expect(found == expected, "\(query) \(order) \(limit)")
            lines += found.lines.count
          }
        }
      }
    }
    #expect(lines > 5_000)
  }

  @Test func `similar documents are those of one index, to the last bit`() async throws {
    let archive = try await Self.makeArchive()
    var hits = 0
    var sources = ["علم نظر news", "غائبة", ""].map { SimilarRequest.Source.text($0) }
    sources += try Self.all(archive.whole.documents(fields: [])).prefix(40).map { .key($0.key) }
    for source in sources {
      for (filter, limit, words) in [(nil, 10, 25), ("source:s1", 3, 2), ("-كتاب", 200, 5)] {
        var request = SimilarRequest(source, limit: limit)
        request.wordCount = words
        request.filter = filter.map { .text($0) }
        request.counting = .exact
        let expected = try #require(try archive.whole.similar(to: request))
        // Each word is counted in all shards by a search for it.
        let own = try #require(
          try archive.shards.lazy.compactMap { try $0.statistics(for: request) }.first)
        var sums = CollectionStatistics()
        for shard in archive.shards { sums += shard.statistics }
        for term in own.documentFrequencies.keys {
          sums.documentFrequencies[term] = UInt64(
            try archive.whole.search(.term(term.bytes), limit: 0, counting: .exact).total.value)
        }
        request.statistics = sums
        let chosen = try #require(
          try archive.shards.lazy.compactMap { try $0.similarSearch(for: request) }.first)
        let results = SearchResults.merged(
          try archive.shards.map { try $0.search(chosen.request.part) }, for: chosen.request)
        let found = chosen.documents(results)
        #expect(found == expected, "\(source) \(filter ?? "*")")
        #expect(
          found.results.hits.map(\.score?.bitPattern)
            == expected.results.hits.map(\.score?.bitPattern))
        hits += found.results.hits.count
      }
    }
    #expect(hits > 500)
    #expect(try archive.whole.similarSearch(for: SimilarRequest(.key("absent"))) == nil)
    #expect(try archive.whole.statistics(for: SimilarRequest(.key("absent"))) == nil)
  }

  @Test func `explanations are those of one index, to the last bit`() async throws {
    let archive = try await Self.makeArchive()
    var explained = 0
    for query in Self.queries + ["كتاب^3 «علم نظر» news", "كتاب علم نظر فتح قول عمل"] {
      var request = SearchRequest(query, limit: 12)
      let hits = try archive.whole.search(request).hits
      let expected = try hits.map { try archive.whole.explanation(of: $0.key, for: request) }
      request.statistics = try archive.statistics(for: request)
      for (hit, expected) in zip(hits, expected) {
        let found = try archive.shards.compactMap { try $0.explanation(of: hit.key, for: request) }
        #expect(found == [expected].compactMap(\.self), "\(query) \(hit.key)")
        #expect(found.first?.score?.bitPattern == hit.score?.bitPattern)
        var sum: Float = 0
        for leaf in found.first?.explanation.leaves ?? [] { sum += Float(leaf.value) }
        #expect(sum == hit.score ?? 0, "\(query) \(hit.key)")
        explained += 1
      }
    }
    #expect(explained > 100)
  }

  @Test(arguments: PlainArticles.Shape.allCases)
  func `documents from a number on are the rest of all`(_ shape: PlainArticles.Shape) async throws {
    let archive = try await Self.makeArchive(shape)
    for index in [archive.whole] + archive.shards {
      let all = try Self.all(index.documents(fields: [])).map(\.key)
      #expect(all.count == index.documentCount)
      for offset in [-1, 0, 1, 2, all.count / 2, all.count - 1, all.count, all.count + 1, .max] {
        let rest = try Self.all(index.documents(fields: []).starting(at: offset))
        #expect(rest.map(\.key) == Array(all.dropFirst(max(0, offset))), "\(offset)")
      }
    }
  }
}
