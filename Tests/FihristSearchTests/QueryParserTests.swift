import FihristTestSupport
import FihristText
import Testing

@testable import FihristSearch

/// A query in one line: `+` and `-` before terms, phrases as `[a b]`, `_` for a hole.
func line(_ query: ParsedQuery) -> String {
  query.clauses.map { clause in
    let sign = [.must: "+", .mustNot: "-"][clause.occur] ?? ""
    return sign + line(clause.node.content)
  }.joined(separator: " ")
}

private func line(_ content: ParsedQuery.Content) -> String {
  switch content {
  case .term(let term): return String(decoding: term, as: UTF8.self)
  case .phrase(let terms):
    var words: [String] = []
    for term in terms {
      while words.count < term.offset { words.append("_") }
      words.append(String(decoding: term.term, as: UTF8.self))
    }
    return "[" + words.joined(separator: " ") + "]"
  }
}

private func parsed(_ text: String, _ analyzer: Analyzer = .exact) throws -> String {
  line(try ParsedQuery(strictly: text, analyzer: analyzer))
}

@Suite struct QueryParserTests {
  @Test(arguments: [
    ("a b", "a b"), ("+a +b", "+a +b"), ("a -b", "a -b"), ("+a b -c", "+a b -c"),
    ("\"a b\"", "[a b]"), ("+\"a b\" -\"c d\"", "+[a b] -[c d]"), ("\"a\"", "a"),
    ("a\"b c\"d", "a [b c] d"), ("\"\" a", "a"), ("+\"\" a", "a"),
    ("\"a b\"\"c d\"", "[a b] [c d]"),
    ("\"a,  b\"", "[a b]"), ("\ta\n\u{A0}b ", "a b"), ("a,b;c", "a b c"), ("+(a,b) c", "+a +b c"),
  ])
  func `signs and quotes`(_ text: String, _ expected: String) throws {
    #expect(try parsed(text) == expected)
  }

  @Test(arguments: [
    "«a b»", "»a b«", "“a b”", "„a b”", "„a b“", "”a b”", "＂a b＂", "\"a «b»\"", "«a \"b\"»",
    "“a „b”",
  ])
  func `every kind of quotes makes a phrase, and others inside it are punctuation`(
    _ text: String
  ) throws {
    #expect(try parsed(text) == "[a b]")
  }

  @Test(
    arguments: [
      ("-", nil), ("+", nil), ("a - b", "a b"), ("a + b", "a b"), ("a -", "a"), ("--help", "help"),
      ("+-a", "a"), ("++a", "a"), ("C++", "c"), ("a–b", "a b"), ("–a", "a"), ("a — b", "a b"),
      ("كوفيد-19", "[كوفيد 19]"), ("+كوفيد-19", "+[كوفيد 19]"), ("+966", "+966"),
      ("+966-555", "+[966 555]"), ("هاتف +966", "هاتف +966"), ("−a b", "-a b"), ("＋a", "+a"),
      ("(-a)", "a"), ("\"a\"-b", "a b"), ("a-\"b c\"", "a [b c]"), ("-5", "-5"),
    ] as [(String, String?)])
  func `a sign counts only right before a word that follows white space`(
    _ text: String, _ expected: String?
  ) throws {
    let query = try? ParsedQuery(strictly: text, analyzer: .exact)
    #expect(query.map(line) == expected)
  }

  @Test(arguments: [
    "\u{200F}+a \u{200F}-\u{200F}b", "+\u{200E}a\u{200E} \u{202B}-b\u{202C}", "\u{FEFF}+a -b",
    "\u{2067}+a\u{2069} -\u{AD}b", "+\u{FE0F}a -\u{200B}b",
  ])
  func `nothing invisible gets between a sign and its word`(_ text: String) throws {
    #expect(try parsed(text) == "+a -b")
  }

  @Test func `nothing invisible hides a quote`() throws {
    #expect(try parsed("\u{200F}-\u{200F}\"\u{200E}a b\u{200E}\"\u{200F} c") == "-[a b] c")
    #expect(try parsed("\u{200F}\"a b\"") == "[a b]")
    #expect(throws: QueryError.self) { try Query.parse("\u{200F}+\u{200F}", analyzer: .exact) }
  }

  @Test(arguments: [
    ("S-300", "[s 300]"), ("2024/05/18", "[2024 05 18]"), ("18.05.2024", "[18 05 2024]"),
    ("3.5", "3.5"), ("١٬٠٠٠", "1000"), ("عام2015", "[عام 2015]"), ("a_b", "[a b]"),
    ("AT&T", "[at t]"),
    ("-S-300 x", "-[s 300] x"), ("محمدﷺ", "[محمد صلي الله عليه وسلم]"),
  ])
  func `a word that the analyzer takes apart is a phrase`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try parsed(text) == expected)
  }

  @Test func `what is repeated stands in the tree each time`() throws {
    #expect(try parsed("a b a A \"a\"") == "a b a a a")
    #expect(try parsed("a +a -a") == "a +a -a")
    #expect(try parsed("\"a b\" c \"a b\"") == "[a b] c [a b]")
  }

  @Test func `a query does not depend on where it was typed`() throws {
    let typed = try Query.parse("  +نووي   «مجلس الأمن»  -رياضة", analyzer: .arabic)
    #expect(typed == (try Query.parse("+نووي \"مجلس الأمن\" -رياضة", analyzer: .arabic)))
    let other = try Query.parse("+النووي “مجلس الأمن” -رياضه", analyzer: .arabic)
    #expect(Set([typed]).contains(other))
    #expect(typed != (try Query.parse("\"مجلس الأمن\" +نووي -رياضة", analyzer: .arabic)))
  }

  @Test func `clauses know where the query has them`() throws {
    let text = "+«كتاب جديد» -S-300 كتاب"
    let query = try ParsedQuery(strictly: text, analyzer: .exact)
    let utf8 = Array(text.utf8)
    let words = query.clauses.map { String(decoding: utf8[$0.node.range], as: UTF8.self) }
    #expect(words == ["كتاب جديد", "S-300", "كتاب"])
  }

  @Test func `the whitespace analyzer keeps words as they are`() throws {
    #expect(try parsed("كتابَ A-b S-300. c", .whitespace) == "كتابَ A-b S-300. c")
    #expect(try parsed("+A -B \"c D\"", .whitespace) == "+A -B [c D]")
    #expect(try parsed("a - --x \"-\"", .whitespace) == "a --x -")
  }
}

@Suite struct QueryStopWordTests {
  @Test(arguments: [
    ("ما هي عاصمة فرنسا", "عاصم فرنسا"),
    ("من هو", "من هو"),
    ("من من هو", "من من هو"),
    ("من -حرب", "-حرب من"),
    ("في +حرب", "+حرب"),
    ("+في حرب", "+في حرب"),
    ("حرب -في", "حرب -في"),
    ("\"من الى\" حرب", "[من ال] حرب"),
    ("\"في\" حرب", "في حرب"),
    ("و/أو حرب", "حرب"),
    ("و/أو", "[و او]"),
    ("في-حرب", "[في حرب]"),
    ("علي على", "عل"),
  ])
  func `arabic leaves common words out of bags but not out of phrases`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try parsed(text, .arabic) == expected)
  }

  @Test(arguments: [
    ("ما هي عاصمة فرنسا", "عاصم فرنسا"), ("من هو", ""), ("+من حرب", "حرب"), ("حرب -من", "حرب"),
    ("\"حرب في غزة\"", "[حرب _ غز]"), ("\"في غزة\"", "غز"),
    ("\"غزة من في حرب\" من", "[غز _ _ حرب]"),
    ("\"في من حرب من غزة في\"", "[حرب _ غز]"),
  ])
  func `lucene drops common words and leaves holes in phrases`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try parsed(text, .lucene) == expected)
  }

  @Test func `light10 has no stop list`() throws {
    #expect(try parsed("من حرب", .light10) == "من حرب")
  }
}

@Suite struct QueryErrorTests {
  private func error(_ text: String, _ analyzer: Analyzer = .exact) -> QueryError? {
    do {
      _ = try ParsedQuery(strictly: text, analyzer: analyzer)
      return nil
    } catch {
      return error as? QueryError
    }
  }

  @Test(arguments: ["", " ", "\u{200F}", "؟ ! ،", "+ -", "\"\"", "«»", "\u{0}", "- \" \""])
  func `a query without words is an error`(_ text: String) {
    #expect(error(text)?.kind == .empty)
    #expect(error(text)?.column == 1)
  }

  @Test(arguments: [
    ("a \"b c", 3), ("\"", 1), ("«a", 1), ("a b»", 4), ("\"a\" \"", 5), ("“a\"", 1), ("„a\"", 1),
    ("مُدرِسة «حرب", 7), ("👨‍👩‍👧 é \"x", 5), ("a\"", 2),
  ])
  func `an unclosed quote is an error that names the character`(_ text: String, _ column: Int) {
    #expect(error(text)?.kind == .unclosedQuote)
    #expect(error(text)?.column == column)
  }

  @Test(arguments: [("«a «b» c»", 4), ("“a “b” c”", 4), ("x „a „b“ c“", 6)])
  func `a quote inside a quote of its kind is an error`(_ text: String, _ column: Int) {
    #expect(error(text)?.kind == .nestedQuote)
    #expect(error(text)?.column == column)
  }

  @Test func `an error says in one sentence what is wrong, where, and what to do`() {
    #expect(
      error("حرب «غزة")?.description
        == "the quote « at character 5 has no partner; close the phrase or take the quote out")
    #expect(error("")?.description == "the query has no word to look for; type at least one word")
  }

  @Test func `only negative clauses are a query that finds nothing`() throws {
    #expect(try parsed("-a -\"b c\"") == "-a -[b c]")
  }

  @Test func `ten thousand words are a query`() throws {
    let words = (0..<10_000).map { "w\($0)" }
    let query = try ParsedQuery(strictly: words.joined(separator: " "), analyzer: .arabic)
    #expect(query.clauses.count == 10_000)
    let apart = (0..<10_000).map { "S-\($0)" }.joined(separator: " ")
    #expect(try ParsedQuery(strictly: apart, analyzer: .arabic).clauses.count == 10_000)
  }

  @Test(arguments: ["", "\"", "-"])
  func `more terms than the limit are an error`(_ mark: String) throws {
    let limit = mark.isEmpty ? Query.maximumClauseCount : Query.maximumTermCount - 1
    let words = (0..<limit).map { "w\($0)" }
    let joined = words.joined(separator: mark == "-" ? "-" : " ")
    let quote = mark == "\"" ? mark : ""
    #expect(throws: Never.self) { try Query.parse(quote + joined + quote, analyzer: .exact) }
    let long = quote + joined + quote + (mark.isEmpty ? " more" : " \"more more\"")
    #expect(error(long)?.kind == .tooManyTerms)
    #expect(error(long)?.column == long.count - (mark.isEmpty ? 3 : 9))
  }

  @Test func `random text is a query or a typed error`() {
    let alphabet = Array("+-\"«»“”„ \u{200F}\u{202F}ab,. 1ةﷺ-".unicodeScalars)
    for seed in UInt64(0)..<3_000 {
      var generator = SeededGenerator(seed: seed)
      var text = ""
      for _ in 0..<Int.random(in: 0...14, using: &generator) {
        text.unicodeScalars.append(alphabet.randomElement(using: &generator) ?? " ")
      }
      for name in Analyzer.names {
        guard let analyzer = Analyzer(named: name) else { continue }
        check(text, analyzer, seed)
      }
    }
  }

  private func check(_ text: String, _ analyzer: Analyzer, _ seed: UInt64) {
    do {
      let query = try ParsedQuery(strictly: text, analyzer: analyzer)
      check(query, seed)
      #expect(query.notes.isEmpty, "seed \(seed)")
      // What is a query as it stands is read leniently as the same.
      #expect(ParsedQuery(text, analyzer: analyzer) == query, "seed \(seed)")
    } catch let error as QueryError {
      #expect((1...text.count + 1).contains(error.column), "seed \(seed)")
      let lenient = ParsedQuery(text, analyzer: analyzer)
      check(lenient, seed)
      #expect(lenient.notes.contains { $0.code == error.kind }, "seed \(seed)")
      for note in lenient.notes {
        #expect((1...text.count + 1).contains(note.column), "seed \(seed)")
      }
    } catch {
      Issue.record("\(error), seed \(seed)")
    }
  }

  private func check(_ query: ParsedQuery, _ seed: UInt64) {
    let utf8 = Array(query.text.utf8)
    for clause in query.clauses {
      let range = clause.node.range
      #expect(!range.isEmpty && range.upperBound <= utf8.count, "seed \(seed)")
      #expect(String(validating: utf8[range], as: UTF8.self) != nil, "seed \(seed)")
      guard case .phrase(let terms) = clause.node.content else { continue }
      #expect(terms.count >= 2 && terms[0].offset == 0, "seed \(seed)")
      #expect(zip(terms, terms.dropFirst()).allSatisfy { $0.offset < $1.offset }, "seed \(seed)")
    }
  }
}

@Suite struct LenientReadingTests {
  @Test(arguments: [
    ("a \"b c", "a [b c]"), ("\"a b", "[a b]"), ("حرب «غزة", "حرب غزه"), ("a b»", "a b"),
    ("«a «b» c» d", "[a b c] d"), ("«a «b» c", "[a b c]"), ("a -\"b c", "a -[b c]"), ("\"", ""),
    ("؟", ""),
  ])
  func `whatever is typed is read`(_ text: String, _ expected: String) {
    #expect(line(ParsedQuery(text, analyzer: .exact)) == expected)
  }

  @Test func `notes say what was assumed, and where`() throws {
    let quote = ParsedQuery("حرب «غزة", analyzer: .exact)
    #expect(
      quote.notes == [
        QueryNote(
          code: .unclosedQuote,
          text: "the quote « at character 5 has no partner; the phrase was closed at the end",
          column: 5)
      ])
    let nested = ParsedQuery("«a «b» c», «d", analyzer: .exact)
    #expect(nested.notes.map(\.code) == [.nestedQuote, .unclosedQuote])
    #expect(nested.notes.map(\.column) == [4, 12])
    let empty = ParsedQuery(" ؟ ", analyzer: .exact)
    #expect(empty.notes.map(\.code) == [.empty] && empty.query == .none)
    #expect(empty.notes.map(\.text) == ["the query has no word to look for; nothing is found"])
  }

  @Test func `of too many words the first are searched`() {
    let words = (0..<20_000).map { "w\($0)" }.joined(separator: " ")
    let parsed = ParsedQuery(words, analyzer: .exact)
    #expect(parsed.clauses.count == Query.maximumClauseCount)
    #expect(parsed.notes.map(\.code) == [.tooManyTerms])
  }

  @Test func `many quotes make few notes`() {
    let parsed = ParsedQuery(String(repeating: "»", count: 100_001), analyzer: .exact)
    #expect(parsed.notes.count < 20)
    let many = String(repeating: "«a «b» ", count: 20_000)
    #expect(ParsedQuery(many, analyzer: .exact).notes.count < 20)
  }

  @Test func `a filter that only forbids is everything but`() {
    let filter = ParsedQuery("-a -\"b c\"", analyzer: .exact).filter
    #expect(filter == .boolean(must: [.all], mustNot: [.term("a"), .phrase(["b", "c"])]))
    #expect(ParsedQuery("-a", analyzer: .exact).query == .boolean(mustNot: [.term("a")]))
    #expect(ParsedQuery("a -b", analyzer: .exact).filter.isFlat)
    #expect(ParsedQuery("", analyzer: .exact).filter == .none)
  }
}

@Suite struct AnyWordsTests {
  private func words(_ text: String, _ analyzer: Analyzer) -> String {
    var words: [String] = []
    Query.anyWords(in: text, analyzer: analyzer).forEachScoredLeaf { leaf in
      guard case .term(let term) = leaf else { return }
      words.append(String(decoding: term, as: UTF8.self))
    }
    return words.joined(separator: " ")
  }

  @Test func `signs and quotes mean nothing and no phrases are made`() {
    #expect(words("+a -\"b c\" S-300 a", .exact) == "a b c s 300 a")
  }

  @Test func `common words are left out unless there is nothing else`() {
    #expect(words("ما هي عاصمة فرنسا؟", .arabic) == "عاصم فرنسا")
    #expect(words("من هو؟", .arabic) == "من هو")
    #expect(words("من هو؟", .lucene) == "")
    #expect(words(" ؟ ", .arabic) == "")
  }

  @Test func `words beyond the limit are left out`() {
    let many = (0..<20_000).map { "w\($0)" }.joined(separator: " ")
    #expect(words(many, .exact).split(separator: " ").count == Query.maximumClauseCount)
  }
}
