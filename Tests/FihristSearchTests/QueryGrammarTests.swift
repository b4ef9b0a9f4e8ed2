import FihristFormat
import FihristTestSupport
import FihristText
import Testing

@testable import FihristSearch

/// The forms of the query language, and what lenient and strict reading make of mistakes.
@Suite struct QueryGrammarTests {
  @Test(arguments: [
    ("a AND b", "+a +b"), ("a OR b", "a b"), ("a NOT b", "a -b"), ("a AND NOT b", "+a -b"),
    ("x a AND b", "x +a +b"), ("a OR b AND c", "a (+b +c)"), ("a AND b OR c", "(+a +b) c"),
    ("a OR NOT b", "a (-b)"), ("NOT a", "-a"), ("NOT NOT a", "-a"), ("NOT (a b)", "-(a b)"),
    ("\"a b\"AND c", "+[a b] +c"), ("a,b AND c", "+(a b) +c"), ("+a OR b", "+a b"),
    ("a AND -b", "+a -b"), ("and or not", "and or not"), ("ANDROID", "android"),
    ("a \u{200F}AND\u{200F} b", "+a +b"), ("AND-1 a", "[and 1] a"), ("\"AND\"", "and"),
    ("a AND (b OR c)", "+a +(b c)"), ("(a OR b) AND (c OR d) AND NOT e", "+(a b) +(c d) -e"),
    ("نووي +إيران -رياضة (نفط OR غاز) AND NOT إعلان", "نووي +ايران -رياضه +(نفط غاز) -اعلان"),
  ])
  func `AND, OR and NOT`(_ text: String, _ expected: String) throws {
    #expect(try parsed(text) == expected)
  }

  @Test(
    arguments: [
      ("(a)", "a"), ("((a))", "a"), ("(a b)", "(a b)"), ("+(a b) -(c d)", "+(a b) -(c d)"),
      ("(+a b)", "(+a b)"), ("(+a)", "a"), ("()", nil), ("a ()", "a"), ("(a b)@2", "(a b)@2"),
      ("(a b c)@2^3", "(a b c)@2^3.0"), ("a(b)c", "a b c"), ("（a b）", "(a b)"),
      ("(a \u{200F}(b c)\u{200F})", "(a (b c))"), ("(\"a b\" c)", "([a b] c)"), ("(a)-b", "a b"),
      ("(a b)@٢", "(a b)@2"), ("*", "*"), ("+a *", "+a *"), ("* -a", "* -a"), ("(*)", "*"),
    ] as [(String, String?)])
  func `groups and everything`(_ text: String, _ expected: String?) throws {
    let query = try? ParsedQuery(strictly: text, analyzer: .exact)
    #expect(query.map(line) == expected)
  }

  @Test(arguments: [
    ("a^2", "a^2.0"), ("a^0.5 b", "a^0.5 b"), ("a^٢٫٥", "a^2.5"), ("\"a b\"^3", "[a b]^3.0"),
    ("(a b)^2", "(a b)^2.0"), ("a^=2", "a^=2.0"), ("(a b)^=1", "(a b)^=1.0"), ("a^0", "a^0.0"),
    ("a^2,", "a^2.0"), ("a^b", "a b"), ("a ^2", "a 2"), ("(a^2)^3", "a^6.0"), ("+a^2", "+a^2.0"),
    ("a^1e-5", "a^1e-05"), ("a*^2", "prefix(a)^2.0"), ("a~1^2", "fuzzy(a, 1)^2.0"),
    ("*^=1", "*^=1.0"), ("a^=2^3", "a^=2.0^3.0"), ("a^2^=3", "a^=3.0"), ("a^+2", "a^2.0"),
    ("a^-b", "a b"), ("a^-1^2", "a^0.0"),
  ])
  func `boosts and constant scores`(_ text: String, _ expected: String) throws {
    #expect(line(ParsedQuery(text, analyzer: .exact)) == expected)
  }

  @Test(
    arguments: [
      ("كتاب*", "prefix(كتاب)"), ("*كتاب", "wildcard(*كتاب)"), ("م*ول", "wildcard(م*ول)"),
      ("كت?ب", "wildcard(كت?ب)"), ("أَكتُـ*", "prefix(اكت)"), ("+مكتبة*", "+prefix(مكتبه)"),
      ("ماذا?", "ماذا"), ("a?", "a"), ("a?b?", "wildcard(a?b)"), ("a**", "prefix(a)"),
      ("**a", "wildcard(*a)"), ("**", "*"), ("?", nil), ("a-b*", "a prefix(b)"), ("ُ*", "*"),
      ("\"a*\"", "a"), ("(a* b)", "(prefix(a) b)"), ("A?C", "wildcard(a?c)"),
      ("2*3", "wildcard(2*3)"),
      ("/مستش(ار|فى)/", "regexp(مستش(ار|في))"), ("/[أإ]ب/", "regexp([اا]ب)"), ("/a b/", "a b"),
      ("/a/b", "[a b]"), ("/etc/passwd", "[etc passwd]"), ("/a/^2", "regexp(a)^2.0"),
      ("5/3", "[5 3]"),
      ("/a\\/b/", "regexp(a\\/b)"), ("+/ab?/ c", "+regexp(ab?) c"),
      ("مستشفا~", "fuzzy(مستشفا, 2, weighted)"), ("كتاب~", "fuzzy(كتاب, 1, weighted)"),
      ("كتاب~1", "fuzzy(كتاب, 1)"), ("كتاب~٢", "fuzzy(كتاب, 2)"), ("كتاب~0", "كتاب"),
      ("كتاب~،", "fuzzy(كتاب, 1, weighted)"), ("a~b", "a b"), ("~5", "5"),
    ] as [(String, String?)])
  func `patterns and fuzzy words`(_ text: String, _ expected: String?) throws {
    let query = ParsedQuery(text, analyzer: .exact)
    #expect(query.clauses.isEmpty ? expected == nil : line(query) == expected)
  }

  @Test(
    arguments: [
      ("\"a b\"~2", "near(a@0 b@1, 2)"), ("\"a b\"~0", "[a b]"), ("\"a\"~2", "a"),
      ("NEAR(a b, 5)", "near(a@0 b@0, 6)"), ("NEAR(a b c، ٥)", "near(a@0 b@0 c@0, 7)"),
      ("NEAR(a b)", "near(a@0 b@0, 11)"), ("NEAR(a b,)", "near(a@0 b@0, 11)"),
      ("NEAR(a b, 999)", "near(a@0 b@0, 1000)"), ("NEAR(a b, -0)", "near(a@0 b@0, 1)"),
      ("NEAR(a b, 1000, ordered)", "near(a@0 b@1, 1000, ordered)"),
      ("NEAR(a, b, 5)", "near(a@0 b@0, 6)"),
      ("NEAR(a b, 5, ordered)", "near(a@0 b@1, 5, ordered)"),
      ("+NEAR(a b, 0)^2 c", "+near(a@0 b@0, 1)^2.0 c"), ("near(a b)", "near (a b)"),
      ("NEAR (a b)", "near (a b)"), ("=مسؤول", "exact(مسؤول)"), ("a=b", "[a b]"), ("=", nil),
      ("+=كتابُ", "+exact(كتابُ)"), ("=S-300", "exact(S-300)"), ("=a,b", "exact(a) exact(b)"),
      ("+=2024/05/18 a", "+exact(2024/05/18) a"),
    ] as [(String, String?)])
  func `nearness and exact forms`(_ text: String, _ expected: String?) throws {
    let query = ParsedQuery(text, analyzer: .exact)
    let found = query.clauses.isEmpty ? nil : line(query)
    // The analyzer joins words at some signs and not at others.
    if text == "a=b" { return #expect(found == "a b" || found == "[a b]") }
    #expect(found == expected)
  }

  @Test(arguments: [
    ("title:a", "title:a"), ("title:\"a b\"~2", "title:near(a@0 b@1, 2)"),
    ("العنوان:(نووي إيران)", "(title:نووي title:ايران)"), ("title:كت*", "title:prefix(كت)"),
    ("title:*", "title:exists"), ("body:(a title:b)", "(body:a title:b)"),
    ("source:okaz", "source:is(okaz)"), ("author:\"أ. ب\"", "author:is(أ. ب)"),
    ("source:(okaz OR \"al riyadh\")", "(source:is(okaz) source:is(al riyadh))"),
    ("source:ok*", "source:prefix(ok)"), ("-source:okaz،", "-source:is(okaz)"),
    ("date:[2015-07-01 TO 2015-08-01]", "date:[2015-07-01..2015-08-01]"),
    ("date:{2015 TO 2016}", "date:{2015..2016}"), ("date:[* TO 2015]", "date:[*..2015]"),
    ("date:[2015..2016]", "date:[2015..2016]"), ("date:2015..2016", "date:[2015..2016]"),
    ("date:[\"1 مايو\" TO *]^=2", "date:[1 مايو..*]^=2.0"), ("date:2015-07", "date:is(2015-07)"),
    ("date:>=2015", "date:[2015..*]"), ("date:<2015", "date:[*..2015}"), ("date:*", "date:exists"),
    ("date:[* TO *]", "date:exists"), ("date:(>2015 <2017)", "(date:{2015..*] date:[*..2017})"),
    ("source:*", "source:exists"), ("source:\"*\"", "source:is(*)"),
    ("قال:نعم", "[قال نعم]"), ("12:30", "[12 30]"), ("title: a", "title a"),
    ("source:\u{200F}okaz\u{200F}", "source:is(okaz)"), ("title:=أب", "title:exact(أب)"),
    ("title:-a", "-title:a"), ("+title:-a +b", "-title:a +b"), ("-title:+a", "-title:a"),
    ("+title:+a", "+title:a"), ("title:+a", "+title:a"), ("NOT title:+a", "-title:a"),
    ("title:/ab/", "title:regexp(ab)"), ("http://a.b", "http ab"),
  ])
  func `fields and conditions on values`(_ text: String, _ expected: String) throws {
    #expect(line(ParsedQuery(text, analyzer: .exact)) == expected)
  }

  @Test(
    arguments: [
      ("(a", .unclosedGroup, 1, "a"), ("a) b", .unopenedGroup, 2, "a b"),
      ("a AND", .missingOperand, 3, "a"), ("OR a", .missingOperand, 1, "a"),
      ("a AND OR b", .missingOperand, 7, "+a +b"), ("a NOT", .missingOperand, 3, "a"),
      ("(a OR) b", .missingOperand, 4, "a b"), ("a~9", .numberOutOfRange, 2, "fuzzy(a, 2)"),
      ("(a b)@5", .numberOutOfRange, 6, "(a b)@2"),
      ("a^9000000", .numberOutOfRange, 2, "a^1000000.0"),
      ("NEAR(a)", .badNear, 1, "near a"), ("NEAR(a b", .badNear, 1, "near (a b)"),
      ("date:[2015 TO", .badRange, 6, "2015 to"), ("/a(b/", .badPattern, 1, "a b"),
      ("/[a/", .badPattern, 1, "a"), ("S-300~", .misplacedSign, 6, "[s 300]"),
      ("a^-1", .numberOutOfRange, 2, "a^0.0"), ("\"a b\"^−٢", .numberOutOfRange, 6, "[a b]^0.0"),
      ("(a b)^=-1", .numberOutOfRange, 6, "(a b)^=1e-06"),
      ("a^=0", .numberOutOfRange, 2, "a^=1e-06"),
      ("\"a b\"~", .misplacedSign, 6, "[a b]"), ("(a b)@ c", .misplacedSign, 6, "(a b) c"),
      ("(a b)~2", .misplacedSign, 6, "(a b)"), ("\"a b\"@2", .misplacedSign, 6, "[a b]"),
      ("(a b)^", .misplacedSign, 6, "(a b)"), ("a^", .misplacedSign, 2, "a"),
      ("/ab/^", .misplacedSign, 5, "regexp(ab)"), ("(\"a b\"~)", .misplacedSign, 7, "[a b]"),
      ("source:\"a b\"~2", .misplacedSign, 13, "source:is(a b)"),
      ("NEAR(a b, x)", .notANumber, 11, "near(a@0 b@0 x@0, 12)"),
      ("NEAR(a, b)", .notANumber, 9, "near(a@0 b@0, 11)"),
      ("NEAR(a b, 5, order)", .notANumber, 14, "near(a@0 b@0 5@0 order@0, 13)"),
      ("NEAR(a b, 2.5)", .notANumber, 11, "near(a@0 b@0 2.5@0, 12)"),
      ("NEAR(a b, -1)", .numberOutOfRange, 1, "near(a@0 b@0, 1)"),
      ("NEAR(a b,1000)", .numberOutOfRange, 1, "near(a@0 b@0, 1000)"),
      ("NEAR(a b,1001,ordered)", .numberOutOfRange, 1, "near(a@0 b@1, 1000, ordered)"),
      ("title:[a TO b]", .unsearchableField, 1, "title a to b"),
      ("-title:-a", .misplacedSign, 8, "-title:a"),
      ("NOT title:-a", .misplacedSign, 11, "-title:a"),
    ] as [(String, QueryError.Kind, Int, String)])
  func `mistakes are refused strictly and assumed about leniently`(
    _ text: String, _ kind: QueryError.Kind, _ column: Int, _ expected: String
  ) throws {
    let lenient = ParsedQuery(text, analyzer: .exact)
    #expect(lenient.notes.first?.code == kind)
    #expect(lenient.notes.first?.column == column)
    #expect(line(lenient) == expected)
    do {
      _ = try ParsedQuery(strictly: text, analyzer: .exact)
      Issue.record("\(text) is a query")
    } catch let error as QueryError {
      #expect(error.kind == kind && error.column == column)
      #expect(error.advice.contains("expected"))
    }
  }

  @Test(arguments: ["\"a\"@b.c", "(a)~b", "(a b)^c", "\"a b\"~2^2", "a^b", "^", "~"])
  func `signs with text behind them are text`(_ text: String) {
    let notes = ParsedQuery(text, analyzer: .exact).notes
    #expect(!notes.contains { $0.code == .misplacedSign }, "\(notes)")
  }

  @Test func `an unknown field is a note, or an error with the fields`() throws {
    let schema = QueryFields.article
    let fields = try QueryFields(.init(fields: [.text("title"), .keyword("source")]))
    #expect(schema.field(called: "العنوان")?.name == "title")
    let parsed = ParsedQuery("autor:سعد title:نفط", analyzer: .exact, fields: fields)
    #expect(line(parsed) == "[autor سعد] title:نفط")
    #expect(parsed.notes.map(\.code) == [.unknownField])
    #expect {
      _ = try Query.parse("x autor:سعد", analyzer: .exact, fields: fields)
    } throws: { error in
      (error as? QueryError)?.column == 3 && "\(error)".contains("one of source, title")
    }
    #expect(try Query.parse("http://a.b/c", analyzer: .exact, fields: fields).size.terms == 3)
  }

  @Test func `groups that mean nothing leave a flat query`() throws {
    for text in ["a (b c)", "(a b) OR c", "+(+a +b) +c", "((a) (b (c)))", "a AND b AND c"] {
      #expect(try Query.parse(text, analyzer: .exact).isFlat, "\(text)")
    }
    #expect(try Query.parse("+a (+b c)", analyzer: .exact).isFlat == false)
    let others = Query.boolean(must: [.all], mustNot: [.term("b")])
    #expect(
      try Query.parse("+a (-b)", analyzer: .exact)
        == .boolean([.init(.must, .term("a")), .init(.should, others)]))
  }

  @Test func `groups lie inside each other up to the limit`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "(a ", count: depth) + "b" + String(repeating: ")", count: depth)
    }
    #expect(throws: Never.self) {
      try Query.parse(nested(Query.maximumNesting), analyzer: .exact)
    }
    let deep = ParsedQuery(nested(Query.maximumNesting + 1), analyzer: .exact)
    #expect(deep.notes.first?.code == .tooDeep)
    let deepest = ParsedQuery(nested(10_000), analyzer: .exact)
    #expect(deepest.query.depth <= Query.maximumNesting + 2 && deepest.notes.count < 20)
  }

  @Test func `patterns are as long as the limit`() throws {
    let letters = String(repeating: "a", count: Query.maximumPatternLength - 1)
    #expect(ParsedQuery(letters + "*", analyzer: .exact).notes.isEmpty)
    #expect(ParsedQuery(letters + "a*", analyzer: .exact).notes.map(\.code) == [.badPattern])
    #expect(ParsedQuery("/\(letters)b/", analyzer: .exact).notes.isEmpty)
    #expect(ParsedQuery("/\(letters)bc/", analyzer: .exact).notes.map(\.code) == [.badPattern])
    #expect(ParsedQuery("/(a{200}){200}/", analyzer: .exact).notes.map(\.code) == [.badPattern])
    let word = String(repeating: "a", count: Query.maximumFuzzyLength)
    #expect(ParsedQuery(word + "~", analyzer: .exact).notes.isEmpty)
    #expect(ParsedQuery(word + "a~", analyzer: .exact).notes.map(\.code) == [.badPattern])
    #expect(ParsedQuery("\"a b\"~1000", analyzer: .exact).notes.isEmpty)
    #expect(ParsedQuery("\"a b\"~1001", analyzer: .exact).notes.map(\.code) == [.numberOutOfRange])
  }
}
