@_spi(Benchmarking) import Fihrist
import FihristTestSupport
import Testing

/// Facets, histograms, summaries, orders, groups and cursors against a scan of the documents.
@Suite struct CollectingTests {
  let directory: TemporaryDirectory
  let articles: [Article]

  /// A document as the test knows it.
  struct Article {
    var key: String
    var body: String
    var source: String?
    var tags: [String]
    var day: Int?
    var length: Int?
    var price: Double?
  }

  private static let words = ["نفط", "سوق", "مال", "بحر", "جبل", "نهر"]
  private static let sources = ["okaz", "alriyadh", "المدينة", "الوطن", "z"]
  private static let tags = ["اقتصاد", "رياضة", "economy", "a", "b", "c"]

  init() async throws {
    directory = try TemporaryDirectory()
    var random = SeededGenerator(seed: 14)
    articles = (0..<600).map { number in
      Article(
        key: "k\(1_000 + number * 7_919 % 600)",
        body: (0..<Int.random(in: 1...4, using: &random)).map { _ in
          Self.words.randomElement(using: &random)!
        }.joined(separator: " "),
        source: Int.random(in: 0..<10, using: &random) == 0
          ? nil : Self.sources.randomElement(using: &random),
        tags: Set(
          (0..<Int.random(in: 0...3, using: &random)).map { _ in
            Self.tags.randomElement(using: &random)!
          }
        ).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
        day: Int.random(in: 0..<8, using: &random) == 0
          ? nil : Int.random(in: 16_000...16_080, using: &random),
        length: Int.random(in: 0..<12, using: &random) == 0
          ? nil : Int.random(in: -50...950, using: &random),
        price: Int.random(in: 0..<5, using: &random) == 0
          ? nil : Double(Int.random(in: -100...100, using: &random)) / 8)
    }
  }

  @Test(arguments: shapes)
  func `facets count what a scan counts`(_ segment: Int, _ merged: Bool) async throws {
    let (index, articles) = try await index(segment: segment, merged: merged)
    for query in Self.queries {
      let found = articles.filter { Self.matches($0, query) }
      for limit in [0, 1, 3, 100] {
        var request = SearchRequest(query, limit: 3)
        request.facets = [
          FacetRequest("source", limit: limit), FacetRequest("tags", limit: limit),
          FacetRequest("tags", limit: limit, prefix: "ا"),
        ]
        let results = try index.search(request)
        #expect(results.total == .init(value: found.count, relation: .equal))
        let all = [
          Self.counted(found.compactMap(\.source)), Self.counted(found.flatMap(\.tags)),
          Self.counted(found.flatMap(\.tags).filter { $0.hasPrefix("ا") }),
        ]
        for (facet, values) in zip(results.facets, all) {
          #expect(facet.values == Array(values.prefix(limit)))
          #expect(facet.other == values.dropFirst(limit).reduce(0) { $0 + $1.count })
        }
        #expect(results.facets[0].missing == found.count { $0.source == nil })
        #expect(results.facets[1].missing == found.count { $0.tags.isEmpty })
      }
    }
  }

  @Test(arguments: shapes)
  func `a choice narrows hits and other facets, not its own`(
    _ segment: Int, _ merged: Bool
  ) async throws {
    let (index, articles) = try await index(segment: segment, merged: merged)
    var request = SearchRequest("نفط سوق", limit: 1_000)
    request.facets = [
      FacetRequest("source", limit: 100, selected: ["okaz", "الوطن"]),
      FacetRequest("tags", limit: 100, selected: ["a"]),
    ]
    let results = try index.search(request)
    let found = articles.filter { Self.matches($0, "نفط سوق") }
    let bySource = found.filter { ["okaz", "الوطن"].contains($0.source) }
    let byTag = found.filter { $0.tags.contains("a") }
    let both = bySource.filter { $0.tags.contains("a") }
    #expect(results.total.value == both.count)
    #expect(Set(results.hits.map(\.key)) == Set(both.map(\.key)))
    #expect(results.facets[0].values == Self.counted(byTag.compactMap(\.source)))
    #expect(results.facets[1].values == Self.counted(bySource.flatMap(\.tags)))
  }

  @Test(arguments: shapes)
  func `histograms and summaries count what a scan counts`(
    _ segment: Int, _ merged: Bool
  ) async throws {
    let (index, articles) = try await index(segment: segment, merged: merged)
    for query in Self.queries {
      let found = articles.filter { Self.matches($0, query) }
      var request = SearchRequest(query, limit: 0)
      request.histograms = [
        HistogramRequest("date", .dates(.day)), HistogramRequest("date", .dates(.month)),
        HistogramRequest("length", .numbers(width: 100)),
        HistogramRequest("price", .numbers(width: 2.5)),
      ]
      request.summaries = ["length", "price", "date"]
      let results = try index.search(request)
      #expect(results.hits.isEmpty)
      let days = found.compactMap(\.day)
      let byDay = days.min().map { first in
        (first...days.max()!).map { day in
          Histogram.Bucket(Self.iso(day), count: days.count { $0 == day })
        }
      }
      #expect(results.histograms[0].values == byDay ?? [])
      #expect(results.histograms[0].missing == found.count { $0.day == nil })
      let months = Dictionary(
        days.map { (String(Self.iso($0).prefix(7)), 1) }, uniquingKeysWith: +)
      #expect(
        results.histograms[1].values
          == months.sorted { $0.key < $1.key }.map { Histogram.Bucket($0.key, count: $0.value) })
      let lengths = found.compactMap(\.length)
      let hundreds = lengths.map { Int((Double($0) / 100).rounded(.down)) }
      let byHundred = hundreds.min().map { first in
        (first...hundreds.max()!).map { hundred in
          Histogram.Bucket(String(hundred * 100), count: hundreds.count { $0 == hundred })
        }
      }
      #expect(results.histograms[2].values == byHundred ?? [])
      let prices = found.compactMap(\.price)
      let steps = Dictionary(
        prices.map { (($0 / 2.5).rounded(.down) * 2.5, 1) }, uniquingKeysWith: +)
      #expect(
        results.histograms[3].values.filter { $0.count > 0 }
          == steps.sorted { $0.key < $1.key }.map { Histogram.Bucket("\($0.key)", count: $0.value) }
      )
      #expect(results.summaries[0].least == lengths.min().map { String($0) })
      #expect(results.summaries[0].greatest == lengths.max().map { String($0) })
      #expect(results.summaries[0].sum == Double(lengths.reduce(0, +)))
      #expect(results.summaries[1].sum == prices.reduce(0, +))
      #expect(results.summaries[1].count == prices.count)
      #expect(results.summaries[2].least == days.min().map(Self.iso))
      #expect(results.summaries[2].missing == found.count { $0.day == nil })
    }
  }

  /// Conditions in the query language, and what they mean.
  private static let conditions: [(query: String, passes: @Sendable (Article) -> Bool)] = [
    ("source:okaz", { $0.source == "okaz" }),
    ("source:\"المدينة\"", { $0.source == "المدينة" }),
    ("source:nobody", { _ in false }),
    ("source:o*", { $0.source?.hasPrefix("o") ?? false }),
    ("source:[b TO z]", { $0.source.map { "b" <= $0 && $0 <= "z" } ?? false }),
    ("tags:a", { $0.tags.contains("a") }),
    ("tags:*", { !$0.tags.isEmpty }),
    ("length:>300", { $0.length.map { $0 > 300 } ?? false }),
    ("length:[0 TO 100]", { $0.length.map { (0...100).contains($0) } ?? false }),
    ("length:[* TO 0]", { $0.length.map { $0 <= 0 } ?? false }),
    ("length:7", { $0.length == 7 }),
    ("price:<0", { $0.price.map { $0 < 0 } ?? false }),
    ("price:>=2.5", { $0.price.map { $0 >= 2.5 } ?? false }),
    ("date:2013-11", { $0.day.map { iso($0).hasPrefix("2013-11") } ?? false }),
    ("date:2013-11-05", { $0.day.map { iso($0) == "2013-11-05" } ?? false }),
    (
      "date:[2013-11-01 TO 2013-11-09]",
      { $0.day.map { ("2013-11-01"..."2013-11-09").contains(iso($0)) } ?? false }
    ),
    ("date:*", { $0.day != nil }),
    ("* -date:*", { $0.day == nil }),
  ]

  @Test(arguments: shapes)
  func `conditions on columns find what a scan finds`(
    _ segment: Int, _ merged: Bool
  ) async throws {
    let (index, articles) = try await index(segment: segment, merged: merged)
    for (query, passes) in Self.conditions {
      let found = articles.filter(passes).map(\.key)
      #expect(try index.search(query, limit: 1_000).hits.map(\.key) == found, "\(query)")
      let words = articles.filter { Self.matches($0, "نفط سوق") }
      let ranked = try index.search("نفط سوق", limit: 1_000).hits
      let left = Set(words.filter(passes).map(\.key))
      let expected = ranked.filter { left.contains($0.key) }
      for _ in 0..<2 {
        // The second time the filter's documents are known.
        let filtered = try index.search("نفط سوق", filter: query, limit: 1_000).hits
        #expect(filtered.map(\.key) == expected.map(\.key), "\(query)")
        #expect(filtered.map(\.score) == expected.map(\.score), "\(query)")
      }
      if query.hasPrefix("*") { continue }
      let both = try index.search("+(نفط سوق) +\(query)", limit: 1_000).hits
      #expect(Set(both.map(\.key)) == left, "\(query)")
    }
  }

  private static func sorted(
    _ articles: [Article], by keys: [(value: (Article) -> Double?, isDescending: Bool)]
  ) -> [String] {
    articles.sorted { one, other in
      for key in keys {
        let (a, b) = (key.value(one), key.value(other))
        if a == b { continue }
        guard let a else { return false }
        guard let b else { return true }
        return (a < b) != key.isDescending
      }
      return one.key < other.key
    }.map(\.key)
  }

  /// The rank of a source, so that strings sort as numbers.
  private static func rank(_ source: String?) -> Double? {
    source.map { source in
      Double(sources.count { $0.utf8.lexicographicallyPrecedes(source.utf8) })
    }
  }

  @Test(arguments: shapes)
  func `orders by columns, walked page by page, are those of a scan`(
    _ segment: Int, _ merged: Bool
  ) async throws {
    let (index, articles) = try await index(segment: segment, merged: merged)
    let day = { (article: Article) in article.day.map(Double.init) }
    let source = { (article: Article) in Self.rank(article.source) }
    let price = { (article: Article) in article.price }
    let orders: [([SortOrder], [(value: (Article) -> Double?, isDescending: Bool)])] = [
      ([SortOrder("date", isDescending: true)], [(day, true)]),
      ([SortOrder("date")], [(day, false)]),
      ([SortOrder("source")], [(source, false)]),
      (
        [SortOrder("source", isDescending: true), SortOrder("date")],
        [(source, true), (day, false)]
      ),
      ([SortOrder("price"), SortOrder("source")], [(price, false), (source, false)]),
    ]
    for query in ["نفط سوق", "+نفط +سوق", "غائب"] {
      let found = articles.filter { Self.matches($0, query) }
      for (order, keys) in orders {
        let expected = Self.sorted(found, by: keys)
        var request = SearchRequest(query, limit: 10_000)
        request.sort = order
        #expect(try index.search(request).hits.map(\.key) == expected)
        request.limit = 7
        var walked: [String] = []
        while true {
          let results = try index.search(request)
          #expect(results.total.value == found.count)
          walked += results.hits.map(\.key)
          guard let next = results.next else { break }
          // A cursor outlives being sent.
          request.start = .after(try #require(SearchCursor(text: next.text)))
        }
        #expect(walked == expected)
      }
    }
  }

  @Test(arguments: shapes)
  func `a walk by score shows each hit once`(_ segment: Int, _ merged: Bool) async throws {
    let (index, _) = try await index(segment: segment, merged: merged)
    let whole = try index.search(SearchRequest("نفط سوق", limit: 10_000)).hits.map(\.key)
    var request = SearchRequest("نفط سوق", limit: 9)
    var walked: [String] = []
    while let next = try index.search(request).next {
      walked += try index.search(request).hits.map(\.key)
      request.start = .after(next)
    }
    walked += try index.search(request).hits.map(\.key)
    #expect(walked == whole)
  }

  @Test(arguments: shapes)
  func `groups have the best of each value`(_ segment: Int, _ merged: Bool) async throws {
    let (index, articles) = try await index(segment: segment, merged: merged)
    let sources = Dictionary(uniqueKeysWithValues: articles.map { ($0.key, $0.source) })
    // The last ones have matches that no word scores.
    let queries = [
      "نفط سوق", "+نفط +سوق", "\"نفط سوق\"", "سوق -نفط", "غائب", "*", "source:okaz", "نف*",
      "* -نفط",
      "source:okaz سوق", "+* سوق",
    ]
    for sort in [[], [SortOrder("date", isDescending: true)]] {
      for query in queries {
        var request = SearchRequest(query, limit: 10_000)
        request.sort = sort
        let found = try index.search(request)
        let keys = found.hits.map(\.key)
        request.group = GroupRequest("source", size: 3)
        request.limit = 4
        let grouped = try index.search(request)
        var order: [String?] = []
        for key in keys where !order.contains(sources[key]!) { order.append(sources[key]!) }
        #expect(grouped.groups.map(\.value) == Array(order.prefix(4)), "\(query)")
        #expect(grouped.total == found.total, "\(query)")
        for group in grouped.groups {
          let own = keys.filter { sources[$0]! == group.value }
          #expect(group.hits.map(\.key) == Array(own.prefix(3)), "\(query)")
          #expect(group.total == own.count, "\(query)")
        }
      }
    }
  }

  @Test(arguments: shapes)
  func `no hits are counted as many are`(_ segment: Int, _ merged: Bool) async throws {
    let (index, _) = try await index(segment: segment, merged: merged)
    let queries = [
      "نفط", "نفط سوق", "+نفط +سوق", "\"نفط سوق\"", "سوق -نفط", "+سوق -نفط مال", "غائب",
      "+غائب نفط",
      "*", "source:okaz", "نف*", "* -نفط", "source:okaz سوق", "+* سوق", "(نفط سوق) AND مال",
    ]
    for query in queries {
      for filter in [nil, "source:okaz", "مال"] {
        var request = SearchRequest(query, limit: 10_000)
        request.filter = filter.map { .text($0) }
        request.counting = .exact
        let found = try index.search(request)
        request.limit = 0
        let total = try index.search(request).total
        #expect(total == found.total, "\(query) \(filter ?? "")")
        #expect(total.value == found.hits.count, "\(query) \(filter ?? "")")
      }
    }
  }

  @Test(arguments: shapes)
  func `scoring every document passes the same columns`(
    _ segment: Int, _ isMerged: Bool
  ) async throws {
    let (index, _) = try await index(segment: segment, merged: isMerged)
    for filter in [
      "source:okaz", "source:al*", "source:[b TO z}", "tags:a OR tags:b", "source:*", "body:*",
      "length:>=100", "length:[5 TO 500]", "price:<0", "date:2013-11", "* -source:okaz",
    ] {
      let session = RankingSession(index, filter: try index.query(strictly: filter))
      let query = try index.query(strictly: "نفط سوق")
      let ranked = try session.ranking(of: query, limit: 1_000, counting: .exact)
      #expect(try session.exhaustiveRanking(of: query, limit: 1_000) == ranked, "\(filter)")
      #expect(!ranked.hits.isEmpty, "\(filter)")
    }
  }

  @Test func `a condition is checked as a search does, without one`() async throws {
    let (index, _) = try await index(segment: 1_000)
    typealias Bound = Query.ColumnCondition.Bound
    let conditions: [Query.ColumnCondition] = [
      .exists, .equals("2015"), .equals("tomorrow"), .equals("-3"), .prefix("a"),
      .range(lower: Bound("2015-07"), upper: nil), .range(lower: nil, upper: Bound("x")),
      .range(lower: Bound("9"), upper: Bound("1")), .range(lower: Bound("2015-02-30"), upper: nil),
    ]
    var refused = 0
    for field in index.schema.fields.map(\.name) + ["nothing"] {
      for condition in conditions {
        let fault = Result { try index.check(condition, of: field) }.fault
        let request = SearchRequest(.all, filter: .column(field, condition), limit: 0)
        #expect(fault == Result { _ = try index.search(request) }.fault, "\(field) \(condition)")
        if fault != nil { refused += 1 }
      }
    }
    #expect(refused > 10)
  }

  @Test func `what a column cannot give is refused with advice`() async throws {
    let (index, _) = try await index(segment: 1_000)
    var request = SearchRequest("نفط")
    request.facets = [FacetRequest("length")]
    #expect(throws: IndexError.self) { try index.search(request) }
    request.facets = [FacetRequest("body")]
    #expect(throws: IndexError.self) { try index.search(request) }
    request.facets = []
    request.histograms = [HistogramRequest("source", .dates(.day))]
    #expect(throws: IndexError.self) { try index.search(request) }
    request.histograms = [HistogramRequest("length", .numbers(width: 0))]
    #expect(throws: IndexError.self) { try index.search(request) }
    request.histograms = []
    request.sort = [SortOrder("nothing")]
    #expect(throws: IndexError.self) { try index.search(request) }
    for (order, fault) in [
      (
        "date:down",
        "\"down\" is not a direction of the order by \"date\"; use date:asc or date:desc"
      ),
      ("score:DESC", "\"DESC\" is not a direction of the order by \"score\"; use score:asc"),
      ("nothing:down", "the index has no field \"nothing:down\"; use one of"),
      ("date:desc:asc", "the index has no field \"date:desc\"; use one of"),
    ] {
      request.sort = [SortOrder(text: order)]
      #expect { try index.search(request) } throws: { "\($0)".contains(fault) }
    }
    request.sort = []
    request.start = .after(try #require(SearchCursor(text: "n5.k6b31")))
    #expect(throws: IndexError.self) { try index.search(request) }
    for text in ["", "x", "k6", "kzz", "n.k61", "s-1.k61", "n1", "m1.k61"] {
      #expect(SearchCursor(text: text) == nil, "\(text)")
    }
  }
}

extension Result {
  /// What the error says, if there is one.
  fileprivate var fault: String? { if case .failure(let error) = self { "\(error)" } else { nil } }
}
