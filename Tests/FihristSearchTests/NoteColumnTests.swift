import FihristFormat
import FihristTestSupport
import FihristText
import Testing

@testable import FihristSearch

/// The position that a note gives is that of the character where its cause stands.
@Suite struct NoteColumnTests {
  /// Parts of a query that need no note, before which and behind which causes stand.
  private static let before = [
    "", "نفط مجلس ", "«مجلس الأمن» ", "+(نفط \"سعر النفط\") ", "مُدرِسة 👨‍👩‍👧 ",
    "title:(نفط غاز) \u{200F}",
    "\u{200F}«أ» (ب «ج د») ", "NEAR(مجلس أمن, 5) -رياضة\r\n",
  ]

  /// Queries with `⟦` before the character where the cause stands.
  private static let marked: [(QueryError.Kind, String)] = [
    (.unclosedQuote, "⟦«غزة حرب"), (.unclosedQuote, "(نفط ⟦\"غزة حرب"),
    (.nestedQuote, "«مجلس ⟦«الأمن» الدولي»"), (.unclosedGroup, "⟦(نفط غاز"),
    (.unopenedGroup, "نفط⟦) غاز"), (.missingOperand, "نفط ⟦AND"), (.missingOperand, "(⟦OR نفط)"),
    (.missingOperand, "نفط AND \u{200F}⟦OR غاز"), (.missingOperand, "(نفط ⟦NOT) غاز"),
    (.numberOutOfRange, "حرب⟦~7"), (.numberOutOfRange, "\"حرب غزة\"⟦~2000"),
    (.numberOutOfRange, "(نفط غاز)⟦@5"), (.numberOutOfRange, "نفط⟦^-1"),
    (.numberOutOfRange, "source:okaz⟦^=0"), (.numberOutOfRange, "⟦NEAR(مجلس أمن, 1000)"),
    (.badNear, "⟦NEAR(مجلس)"), (.badNear, "+⟦NEAR(مجلس"), (.notANumber, "NEAR(مجلس أمن, ⟦خمسة)"),
    (.notANumber, "+NEAR(مجلس,\u{200F}⟦أمن)^2"), (.badRange, "date:⟦[2015 TO"),
    (.badRange, "date:⟦>= نفط"), (.badPattern, "⟦/مست(شار/"), (.badPattern, "title:⟦/[ا/"),
    (.misplacedSign, "S-300⟦~"), (.misplacedSign, "«مجلس الأمن»⟦~"),
    (.misplacedSign, "+(نفط غاز)⟦@"), (.misplacedSign, "نفط⟦^"),
    (.misplacedSign, "source:\"okaz\"⟦~2"), (.misplacedSign, "=\"مسؤول كبير\"⟦~2"),
    (.misplacedSign, "\"كتاب\"⟦~2"), (.misplacedSign, "+title:«كتاب»⟦~3^2"),
    (.misplacedSign, "كتا*⟦~1"), (.misplacedSign, "source:okaz⟦~"),
    (.misplacedSign, "⟦=الكتا*"), (.misplacedSign, "+title:⟦=كت?ب^2"),
    (.misplacedSign, "title:⟦√كتب"), (.misplacedSign, "title:(نفط ⟦√كتب)"),
    (.misplacedSign, "⟦√\"كتب\""), (.misplacedSign, "+⟦root:كتب*"),
    (.misplacedSign, "⟦√(title:كتب)"), (.misplacedSign, "-title:⟦-كتب"),
    (.misplacedSign, "=مسؤول⟦~1"), (.misplacedSign, "-=مسؤول⟦~"),
    (.unknownField, "⟦autor:سعد"), (.unknownField, "-⟦autor:سعد"),
    (.unsearchableField, "⟦title:[a TO b]"), (.tooDeep, String(repeating: "(", count: 16) + "⟦(ا"),
    (.optionalCondition, "نفط ⟦source:okaz"), (.optionalCondition, "نفط ⟦source:\"okaz news\"^2"),
    (.optionalCondition, "نفط ⟦date:[2015 TO 2016]"), (.optionalCondition, "نفط ⟦المصدر:okaz"),
    (.optionalCondition, "+(نفط ⟦source:>okaz)"), (.optionalCondition, "نفط ⟦(source:a source:b)"),
    (.optionalCondition, "نفط ⟦source:(a b)"), (.nameRange, "+⟦source:[5 TO 7]"),
    (.nameRange, "+(⟦source:>5)"), (.emptyRange, "+date:⟦[2016 TO 2015]"),
    (.emptyRange, "+(date:⟦2016..2015)"), (.cutExpansion, "+title:⟦كتا*"),
    (.cutExpansion, "⟦/كت.ب/"),
    (.cutExpansion, "(\"مجلس الأمن\" ⟦كتاب~1)"),
  ]

  private let schema = try? Schema(fields: [
    .text("title"), .keyword("source"), .date("date"),
  ])

  /// All notes on a query, as a search gives them.
  private func notes(_ text: String) throws -> [QueryNote] {
    let schema = try #require(schema)
    let parsed = ParsedQuery(text, analyzer: .arabic, fields: QueryFields(schema))
    var notes = parsed.notes + parsed.optionalConditions + parsed.rangeNotes(in: schema)
    for expansion in expansions(parsed.clauses) {
      let column = try #require(parsed.column(of: expansion))
      notes.append(QueryNote(cutting: expansion, column: column))
    }
    return notes
  }

  private func expansions(_ clauses: [ParsedQuery.Clause]) -> [Query.Expansion] {
    clauses.flatMap { clause -> [Query.Expansion] in
      switch clause.node.content {
      case .expansion(let expansion): [expansion]
      case .group(let inner, _): expansions(inner)
      default: []
      }
    }
  }

  @Test(arguments: before)
  func `a note gives the character of its cause`(_ before: String) throws {
    for (kind, marked) in Self.marked {
      let parts = (before + marked).split(separator: "⟦", omittingEmptySubsequences: false)
      let text = parts.joined()
      let found = try notes(text).filter { $0.code == kind }
      #expect(found.map(\.column).contains(parts[0].count + 1), "\(kind) \(text) \(found)")
      for note in found where note.text.contains(" at character ") {
        #expect(note.text.contains(" at character \(note.column)"), "\(note)")
      }
    }
  }

  @Test(arguments: [
    ("\"كتاب\"~2", true), ("\"كتاب\"~0", false), ("\"كتاب\"", false), ("\"مجلس الأمن\"~2", false),
    ("\"\"~2", false), ("\"من كتاب\"~2", false), ("كتاب~2", false),
  ])
  func `a distance needs two words`(_ query: String, _ isNoted: Bool) throws {
    let texts = try notes(query).filter { $0.code == .misplacedSign }.map(\.text)
    let expected =
      "the distance ~2 at character 7 needs two words or more in the quotes; the sign was ignored"
    #expect(texts == (isNoted ? [expected] : []))
    let strict = Result { try Query.parse(query, analyzer: .arabic) }
    #expect((try? strict.get()) == nil || !isNoted)
  }

  @Test func `a query of exclusions alone gives the first of them`() {
    let parsed = ParsedQuery(" \u{200F} -رياضة -\"كرة قدم\"", analyzer: .arabic)
    #expect(parsed.exclusionNotes.map(\.column) == [4])
  }

  @Test func `too many words give the first that is left out`() {
    let words = String(repeating: "«ا» ", count: Query.maximumClauseCount)
    #expect(ParsedQuery(words + "نفط", analyzer: .arabic).notes.map(\.column) == [words.count + 1])
  }

  @Test func `a character of several scalars counts once`() {
    // A sign of numbers and what follows it are one character.
    let text = "نفط \u{600}\"غاز"
    #expect(text.count == 8)
    #expect(ParsedQuery(text, analyzer: .arabic).notes.map(\.column) == [5])
  }

  @Test(arguments: [
    ("[2016 TO 2015]", true), ("{2016 TO 2016}", true), ("[2016 TO 2016]", false),
    ("[2015 TO 2016]", false), ("[* TO 2015]", false), ("[1437 TO 2015-01]", true),
    ("2016..2015", true), ("{2015-07-01 TO 2015-07-02}", true), ("[نفط TO 2015]", false),
  ])
  func `a range without a value has a note`(_ range: String, _ isEmpty: Bool) throws {
    let codes = try notes("+date:\(range)").map(\.code)
    #expect(codes == (isEmpty ? [.emptyRange] : []))
  }

  @Test(arguments: [
    ("[b TO a]", true), ("[a TO b]", false), ("{a TO a}", true), ("[a TO a]", false),
    ("[a TO a}", true), ("[a TO *]", false),
  ])
  func `so has a range of names`(_ range: String, _ isEmpty: Bool) throws {
    #expect(try notes("+source:\(range)").map(\.code) == (isEmpty ? [.emptyRange] : []))
  }
}
