import FihristSearch
import FihristTestSupport
import FihristText
import Testing

/// A query in one line: `+` and `-` before terms, phrases as `[a b]`, `_` for a hole, `*n` for a
/// weight that is not 1.
func line(_ query: Query) -> String {
  query.clauses.map { clause in
    let sign = [.must: "+", .mustNot: "-"][clause.occur] ?? ""
    let weight = clause.weight == 1 ? "" : "*\(Int(clause.weight))"
    return sign + line(clause.item) + weight
  }.joined(separator: " ")
}

private func line(_ item: Query.Item) -> String {
  switch item {
  case .term(let term): return String(decoding: term, as: UTF8.self)
  case .phrase(let terms):
    var places: [String] = []
    for term in terms {
      while places.count < term.offset { places.append("_") }
      places.append(String(decoding: term.term, as: UTF8.self))
    }
    return "[" + places.joined(separator: " ") + "]"
  }
}

private func parsed(_ text: String, _ analyzer: Analyzer = .exact) throws -> String {
  line(try Query.parse(text, analyzer: analyzer))
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
    let query = try? Query.parse(text, analyzer: .exact)
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
  func `a word that the analyser takes apart is a phrase`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try parsed(text) == expected)
  }

  @Test func `a repeated item is one clause of more weight`() throws {
    #expect(try parsed("a b a A \"a\"") == "a*4 b")
    #expect(try parsed("a +a") == "+a*2")
    #expect(try parsed("a b -a -a") == "a b -a")
    #expect(try parsed("\"a b\" c \"a b\"") == "[a b]*2 c")
    #expect(try parsed("\"a b\" \"b a\"") == "[a b] [b a]")
  }

  @Test func `clauses know where the query has them`() throws {
    let text = "+«كتاب جديد» -S-300 كتاب"
    let query = try Query.parse(text, analyzer: .exact)
    let utf8 = Array(text.utf8)
    let places = query.clauses.map { clause in
      clause.ranges.map { String(decoding: utf8[$0], as: UTF8.self) }
    }
    #expect(places == [["كتاب جديد"], ["S-300"], ["كتاب"]])
    let twice = try Query.parse("a b a", analyzer: .exact)
    #expect(twice.clauses[0].ranges == [0..<1, 4..<5])
  }

  @Test func `the whitespace analyser keeps words as they are`() throws {
    #expect(try parsed("كتابَ A-b S-300. c", .whitespace) == "كتابَ A-b S-300. c")
    #expect(try parsed("+A -B \"c D\"", .whitespace) == "+A -B [c D]")
    #expect(try parsed("a - --x \"-\"", .whitespace) == "a --x -")
  }
}

@Suite struct QueryStopWordTests {
  @Test(arguments: [
    ("ما هي عاصمة فرنسا", "عاصم فرنسا"),
    ("من هو", "من هو"),
    ("من من هو", "من*2 هو"),
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
      _ = try Query.parse(text, analyzer: analyzer)
      return nil
    } catch {
      return error
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
    let query = try Query.parse(words.joined(separator: " "), analyzer: .arabic)
    #expect(query.clauses.count == 10_000)
    let apart = (0..<10_000).map { "S-\($0)" }.joined(separator: " ")
    #expect(try Query.parse(apart, analyzer: .arabic).clauses.count == 10_000)
    let repeated = Array(repeating: "كتاب", count: 100_000).joined(separator: " ")
    #expect(try parsed(repeated) == "كتاب*100000")
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
      let query = try Query.parse(text, analyzer: analyzer)
      let utf8 = Array(text.utf8)
      for clause in query.clauses {
        #expect(clause.weight >= 1, "seed \(seed)")
        #expect(!clause.ranges.isEmpty, "seed \(seed)")
        for range in clause.ranges {
          #expect(!range.isEmpty && range.upperBound <= utf8.count, "seed \(seed)")
          #expect(String(validating: utf8[range], as: UTF8.self) != nil, "seed \(seed)")
        }
        guard case .phrase(let terms) = clause.item else { continue }
        #expect(terms.count >= 2 && terms[0].offset == 0, "seed \(seed)")
        #expect(zip(terms, terms.dropFirst()).allSatisfy { $0.offset < $1.offset }, "seed \(seed)")
      }
    } catch {
      #expect((1...text.count + 1).contains(error.column), "seed \(seed)")
    }
  }
}

@Suite struct AnyWordsTests {
  @Test func `signs and quotes mean nothing and no phrases are made`() {
    let query = Query.anyWords(in: "+a -\"b c\" S-300 a", analyzer: .exact)
    #expect(line(query) == "a*2 b c s 300")
  }

  @Test func `common words are left out unless there is nothing else`() {
    #expect(line(Query.anyWords(in: "ما هي عاصمة فرنسا؟", analyzer: .arabic)) == "عاصم فرنسا")
    #expect(line(Query.anyWords(in: "من هو؟", analyzer: .arabic)) == "من هو")
    #expect(line(Query.anyWords(in: "من هو؟", analyzer: .lucene)) == "")
    #expect(line(Query.anyWords(in: " ؟ ", analyzer: .arabic)) == "")
  }

  @Test func `terms beyond the limit are left out`() {
    let words = (0..<20_000).map { "w\($0)" }.joined(separator: " ") + " w0"
    let query = Query.anyWords(in: words, analyzer: .exact)
    #expect(query.clauses.count == Query.maximumClauseCount)
    #expect(query.clauses[0].weight == 2)
  }
}
