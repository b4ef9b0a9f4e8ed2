import FihristTestSupport
import Testing

@testable import Fihrist

/// The forms of the query language over real words, from text to hits.
@Suite struct QueryLanguageTests {
  private static let articles: [(title: String, body: String)] = [
    ("المحادثات النووية في مسقط", "قال مسؤول إن المحادثات بين إيران وعمان مستمرة في مجلس الأمن"),
    ("أسعار النفط", "المسئول عن المكتبة الوطنية يكتب كتابا عن النفط والغاز ومجلس إدارة الأمن"),
    ("الأمن في المنطقة", "مجلس جديد للأمن والغاز، والمستشفى الكبير في مكة وكُتُب"),
    ("رياضة", "كاتب رياضي زار المستشفيات ومكتبات العاصمة في إيران"),
    ("نووي", ""),
  ]

  private static func makeIndex(
    at path: String, positions: Bool = true, stored: Bool = true
  ) async throws -> Index {
    let schema = try Schema(fields: [
      .text("title", boost: 2, hasPositions: positions),
      .text("body", hasPositions: positions, isStored: stored), .keyword("source"),
    ])
    let writer = try IndexWriter(path: path, schema: schema)
    for (number, article) in articles.enumerated() {
      let values = ["title": article.title, "body": article.body, "source": "s\(number)"]
      try await writer.add(SourceDocument(key: "\(number)", values: values))
      // In two segments.
      if number == 2 { try await writer.commit() }
    }
    try await writer.commit()
    try await writer.close()
    return try Index(path: path)
  }

  @Test func `each form finds what it says`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    for (query, keys) in [
      ("(نفط OR مسقط) AND NOT رياضة", ["0", "1"]), ("*", ["0", "1", "2", "3", "4"]),
      ("* -إيران", ["1", "2", "4"]), ("(إيران مسقط نفط)@2", ["0"]),
      ("مكتب*", ["1", "3"]), ("م*شف*", ["2", "3"]), ("م?لس", ["0", "1", "2"]),
      ("*كتب", ["1", "2", "3"]),
      ("/(نفط|غاز)/", ["1", "2"]), ("مستشفا~1", ["2", "3"]), ("نفظ~", ["1"]), ("نفظ~1", ["1"]),
      ("مكتباتهم~1", ["1", "3"]), ("body:مكتباتهم~1", ["1", "3"]), ("title:مكتباتهم~1", []),
      ("+مكتبة -مكتباتهم~1", []), ("+إيران +مكتباتهم~1^=2", ["3"]),
      ("title:نووي", ["4"]), ("العنوان:(أمن نفط)", ["1", "2"]), ("body:إيران", ["0", "3"]),
      ("title:ن*", ["0", "1", "4"]), ("title:*ية", ["0"]), ("body:*ية", ["1"]),
      ("title:النووي*", ["0", "4"]), ("title:نووية", ["0"]), ("body:مستشفي*", ["2", "3"]),
      ("body:*يات", ["3"]), ("title:*ات", ["0"]), ("body:*ات", ["0", "3"]),
      ("title:محادثا*", ["0"]), ("title:المحاد?ا*", ["0"]), ("المسئو*", ["0", "1"]),
      ("مسؤو*", ["0", "1"]), ("مسئ?ل", ["0", "1"]), ("والمسئ*", ["0", "1"]),
      ("body:محادثاتك*", []), ("body:/.?مكتبات?/", ["3"]),
      ("title:\"المحادثات النووية\"", ["0"]),
      ("body:\"المحادثات النووية\"", []), ("\"مجلس الأمن\"", ["0"]),
      ("\"مجلس الأمن\"~1", ["0", "1", "2"]),
      ("\"الأمن مجلس\"~2", ["0"]), ("NEAR(أمن مجلس, 0)", ["0"]),
      ("NEAR(أمن مجلس, 1)", ["0", "1", "2"]),
      ("NEAR(أمن مجلس, 5, ordered)", []), ("NEAR(مجلس أمن, 5, ordered)", ["0", "1", "2"]),
      ("=مسؤول", ["0"]), ("=المسئول", ["1"]), ("مسؤول", ["0", "1"]),
      ("=وكُتُب", ["2"]), ("=وكتب", ["2"]),
      ("=وكَتب", []), ("=كتب", []), ("=\"قال مسؤول\"", ["0"]), ("=\"قال مسئول\"", []),
      ("=«المسئول عن المكتبة»", ["1"]), ("=\"المسؤول عن المكتبة\"", []),
      ("\"المسؤول عن المكتبة\"", ["1"]), ("body:=\"قال مسؤول\"", ["0"]),
      ("title:=\"قال مسؤول\"", []), ("+إيران -=\"مجلس الأمن\"", ["3"]),
      ("=\"كتابا عن\" =\"كتاب عن\"", ["1"]), ("=\"مسقط قال\"", []),
      ("body:*", ["0", "1", "2", "3"]), ("-body:* +*", ["4"]),
      ("title:=نووي", ["4"]), ("=النووية", ["0"]), ("-(مجلس إيران)", []),
      ("* AND NOT (مجلس إيران)", ["4"]),
    ] {
      let results = try index.search(query, counting: .exact)
      #expect(Set(results.hits.map(\.key)) == Set(keys), "\(query): \(results.hits.map(\.key))")
      let notes = results.notes.filter { $0.code != .onlyExclusions }
      #expect(results.total.value == keys.count && notes.isEmpty, "\(query)")
    }
  }

  @Test(arguments: [
    ("نفط source:s0", 1), ("+نفط source:s0", 1), ("نفط +source:s0", 0), ("نفط -source:s0", 0),
    ("نفط OR source:s0", 0), ("source:s0 source:s1", 0), ("source:(s0 s1) نفط", 1),
    ("+(نفط source:s0)", 1), ("نفط source:s0^=2", 0), ("title:نفط body:*", 1), ("source:s0", 0),
    ("نفط AND source:s0", 0), ("نفط source:s0 source:[a TO b]", 2),
  ])
  func `a condition without a sign beside words has a note`(
    _ query: String, _ count: Int
  ) async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let notes = try index.search(query).notes
    #expect(notes.map(\.code) == Array(repeating: .optionalCondition, count: count), "\(query)")
    var request = SearchRequest("نفط", filter: query)
    #expect(try index.search(request).notes.count == count)
    // It is not a mistake.
    request.reading = .strict
    #expect(try index.search(request).notes.isEmpty)
  }

  @Test(arguments: [
    ("\"وزير الخارج*\"", 13), ("NEAR(الكتا* معرض, 5)", 11), ("«كتا*»", 5), ("(«*كتاب معرض»)", 3),
    ("\"كت?ب معرض\"", 4), ("+نفط -title:\"كتا* نفط\"", 17), ("\"ماذا حدث? قال\"", nil),
    ("\"نفط * غاز\"", nil), ("كتا* *كتاب كت?ب", nil), ("\"نفط\" *", nil), ("*", nil),
    ("+(نفط «غاز») -كتا*", nil), ("=\"وزير الخارج*\"", 14),
  ])
  func `a sign of a pattern in quotes or in NEAR has a note`(
    _ query: String, _ column: Int?
  ) async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let notes = try index.search(query).notes.filter { $0.code == .misplacedSign }
    #expect(notes.map(\.column) == (column.map { [$0] } ?? []), "\(query) \(notes)")
    var request = SearchRequest("نفط", filter: query)
    #expect(try index.search(request).notes.count { $0.code == .misplacedSign } == notes.count)
    // Titles in quotes may have such signs, so it is not a mistake.
    request.reading = .strict
    #expect(try index.search(request).notes.isEmpty)
  }

  @Test(arguments: [
    ("الم*", 1, "م*"), ("نفط والم*", 5, "م*"), ("+(title:الم*)", 9, "م*"), ("-ال*", 2, "*"),
    ("الان*", 1, "ان*"), ("الكت*", 1, "كت*"), ("وال?م*", 1, "?م*"), ("الكتا*", nil, ""),
    ("كت*", nil, ""), ("الله*", nil, ""), ("الآن*", nil, ""), ("والدي*", nil, ""),
    ("\"الم*\"", nil, ""), ("/الم.*/", nil, ""), ("م*", nil, ""), ("*", nil, ""), ("الكت", nil, ""),
    ("ال?تاب", nil, ""), ("الكت?", nil, ""),
  ])
  func `a pattern with few letters behind an article has a note`(
    _ query: String, _ column: Int?, _ other: String
  ) async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let notes = try index.search(query).notes.filter { $0.code == .shortPattern }
    #expect(notes.map(\.column) == (column.map { [$0] } ?? []), "\(query) \(notes)")
    #expect(notes.allSatisfy { $0.text.contains(" \(other) ") }, "\(notes)")
    var request = SearchRequest("نفط", filter: query)
    #expect(try index.search(request).notes.count { $0.code == .shortPattern } == notes.count)
    request.reading = .strict
    #expect(try index.search(request).notes.isEmpty)
  }

  @Test(arguments: [
    ("C++", 2), ("نفط C# غاز", 6), ("\"C++ و4G\"", 3), ("+(نفط 18+)", 9), ("C", nil),
    ("S-300", nil), ("a+b@c.org", nil), ("+966 نفط", nil), ("#نفط C", nil), ("--help", nil),
    ("+C", nil), ("نفط +غاز", nil),
  ])
  func `a sign behind a Latin word has a note`(_ query: String, _ column: Int?) async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let notes = try index.search(query).notes
    #expect(notes.map(\.column) == (column.map { [$0] } ?? []), "\(query) \(notes)")
    #expect(notes.allSatisfy { $0.code == .misplacedSign })
    // It is not a mistake.
    var request = SearchRequest("نفط", filter: query)
    request.reading = .strict
    #expect(try index.search(request).notes.isEmpty)
  }

  @Test(arguments: [
    ("source:>5", 1), ("source:[1 TO 9]", 1), ("source:[a TO 9]", 1), ("source:[a TO b]", 0),
    ("source:>okaz", 0), ("source:5", 0), ("+نفط +(source:<=٥ source:s0)", 1), ("source:*", 0),
  ])
  func `a range of names that ends with a number has a note`(
    _ query: String, _ count: Int
  ) async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let notes = try index.search(query).notes.filter { $0.code == .nameRange }
    #expect(notes.count == count, "\(query)")
    #expect(notes.allSatisfy { $0.text.hasPrefix("\"source\" at character ") }, "\(notes)")
    var request = SearchRequest("نفط", filter: query)
    #expect(try index.search(request).notes.count { $0.code == .nameRange } == count)
    request.reading = .strict
    #expect(try index.search(request).notes.isEmpty)
  }

  @Test func `a range that holds no value has a note`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let note = QueryNote(
      code: .emptyRange,
      text: "the range at character 9 holds no value; "
        + "no document meets it, as the smaller end comes first",
      column: 9)
    #expect(try index.search("+source:[b TO a]").notes == [note])
    #expect(try index.search("+source:[a TO b]").notes.isEmpty)
    var request = SearchRequest("نفط", filter: "source:[b TO a]")
    request.reading = .strict
    #expect(try index.search(request).notes.isEmpty)
  }

  @Test func `a query that only excludes has a note, and a filter has none`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    for (query, count) in [
      ("-نفط", 1), ("NOT نفط", 1), ("-نفط -غاز", 1), ("* -نفط", 0), ("نفط -غاز", 0),
    ] {
      #expect(
        try index.search(query).notes.count { $0.code == .onlyExclusions } == count, "\(query)")
    }
    #expect(try index.search(SearchRequest("نفط", filter: "-غاز")).notes.isEmpty)
  }

  @Test func `a sign behind the colon of a field is meant for the word`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let name = try #require(index.schema.fields.first { $0.isIndexed }?.name)
    for (written, meant) in [
      ("* \(name):-نفط", "* -\(name):نفط"), ("* +\(name):-نفط", "* -\(name):نفط"),
      ("غاز \(name):+نفط", "غاز +\(name):نفط"),
    ] {
      #expect(
        try index.search(written, limit: 100).hits.map(\.key)
          == index.search(meant, limit: 100).hits.map(\.key), "\(written)")
    }
  }

  @Test func `the note of a condition says where and what to write`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    #expect(
      try index.search("نفط source:s0").notes.map(\.text)
        == [#"source:"s0" at character 5 is optional; + before it requires it"#])
    #expect(
      try index.search("+نفط source:s0").notes[0].text.hasPrefix(
        #"source:"s0" at character 6 changes nothing, because it is optional"#))
  }

  @Test func `boosts and constants change scores and nothing else`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let plain = try index.search("إيران نفط")
    let boosted = try index.search("إيران^2 نفط")
    #expect(Set(plain.hits.map(\.key)) == Set(boosted.hits.map(\.key)))
    let constant = try index.search("(إيران نفط)^=3")
    #expect(
      constant.hits.map(\.score) == [3, 3, 3] && constant.hits.map(\.key) == ["0", "1", "3"])
    let added = try index.search("إيران نفط^=3 مكتب*^=1")
    #expect(added.hits.first?.key == "1" && added.hits.first?.score == 4)
    #expect(try index.search("مكتب*").hits.allSatisfy { $0.score == 0 })
    let near = try index.search("NEAR(مجلس أمن, 1)").hits.first { $0.key == "0" }
    let terms = Query.boolean(must: [.term("مجلس"), .term("امن")])
    #expect(near?.score == (try index.search(terms).hits.first { $0.key == "0" }?.score))
  }

  @Test func `an unknown field is searched as words, or refused`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let lenient = try index.search("autor:نفط")
    #expect(lenient.notes.map(\.code) == [.unknownField])
    #expect(index.parsed("العنوان:نفط").readAs == "title:نفط")
    var request = SearchRequest("نفط autor:سعد")
    request.reading = .strict
    #expect {
      _ = try index.search(request)
    } throws: { "\($0)".contains("one of body, source, title") }
    let made = Query.restricted(.term("نفط"), to: ["autor"])
    #expect { _ = try index.search(made) } throws: { "\($0)".contains("title or body") }
    let column = Query.column("title", .equals("s1"))
    #expect { _ = try index.search(column) } throws: { "\($0)".contains("no column") }
  }

  @Test func `what the index lacks is an error that says so`() async throws {
    let directory = try TemporaryDirectory()
    let bare = try await Self.makeIndex(
      at: directory.path + "/bare", positions: false, stored: false)
    for query in ["title:نفط", "NEAR(مجلس أمن, 5)"] {
      #expect { _ = try bare.search(query) } throws: { "\($0)".contains("no positions") }
    }
    #expect { _ = try bare.search("=نفط") } throws: { "\($0)".contains("not stored") }
    #expect(try bare.search("نف*").hits.map(\.key) == ["1"])
  }

  @Test func `a pattern that stands for too much is said to be cut`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    #expect(try index.search("م*").notes.isEmpty)
    let note = QueryNote(cutting: .prefix("م"), column: 3)
    #expect(note.code == .cutExpansion && note.text.contains("م* at character 3"))
    #expect(index.parsed("a (b م*)").column(of: .prefix("م")) == 6)
  }

  /// Queries of people who mean harm, or who slept on the keyboard.
  static var hostile: [String] {
    let deep = String(repeating: "(", count: 5_000)
    let patterns = ["/(a*)*b/", "/(a|aa)+c/", "/((.*)*)*x/", "/.*.*.*.*.*=/", "/(.{1,30}){1,30}/"]
    let words = ["م", "ال", "كتاب", "x", "٥"]
    return [
      deep, deep + "a", String(repeating: "(a ", count: 2_000),
      String(repeating: ")", count: 9_000),
      String(repeating: "\"", count: 9_999), String(repeating: "a:", count: 9_999),
      String(repeating: "title:", count: 9_999), String(repeating: "NOT ", count: 9_999) + "a",
      String(repeating: "a AND ", count: 9_999), String(repeating: "a OR ", count: 9_999),
      String(repeating: "+-", count: 9_999), String(repeating: "* ", count: 5_000),
      String(repeating: "م* ", count: 500), String(repeating: "*م* ", count: 200),
      (0..<100).map { "كتاب\($0)~2" }.joined(separator: " "), String(repeating: "~", count: 9_999),
      String(repeating: "^", count: 9_999), "a" + String(repeating: "^2", count: 9_999),
      String(repeating: "NEAR(a ", count: 5_000),
      "NEAR(" + String(repeating: "a ", count: 9_999) + ")",
      "\"" + String(repeating: "من ", count: 9_999) + "\"~1000",
      "date:[" + String(repeating: "[", count: 9_999),
      "source:(" + String(repeating: "(", count: 99),
      String(repeating: "/", count: 9_999), String(repeating: "/a/ ", count: 300),
      String(repeating: "=من ", count: 300), String(repeating: "?", count: 9_999) + "a",
      String(repeating: "a?", count: 120), String(repeating: "*a", count: 120),
      "a@9999999999999999999",
      "(a b)@99999999999999999999", "a^1e99999", "\"a b\"~99999999999999999999", "\u{202E}\u{0}*",
      "-(" + deep + ")", "* OR * AND NOT *", String(repeating: "\u{200F}", count: 9_999) + "*",
    ] + patterns + words.flatMap { ["*\($0)*", "?*\($0)~2", "/.*\($0).*/"] }
  }

  @Test func `fifty hostile queries end within their limits`() async throws {
    let directory = try TemporaryDirectory()
    var sample = SampleArticles(seed: 14)
    try await sample.makeIndex(at: directory.path, segments: 2, count: 80)
    let index = try Index(path: directory.path)
    #expect(Self.hostile.count >= 50)
    for query in Self.hostile {
      var request = SearchRequest(query)
      request.timeLimit = .seconds(5)
      let start = ContinuousClock.now
      do {
        let results = try index.search(request)
        #expect(results.notes.count <= 40)
      } catch let error as IndexError {
        #expect(error.kind == .invalid, "\(query.prefix(40)): \(error)")
      }
      #expect(start.duration(to: .now) < .seconds(30), "\(query.prefix(40))")
      #expect(index.parsed(query).readAs.utf8.count < 40 * query.utf8.count + 100)
    }
  }
}
