import FihristTestSupport
import FihristText
import Testing

@testable import FihristSearch

/// A query in one line: `+` and `-` before terms, phrases as `[a b]`, `_` for a hole.
func line(_ query: ParsedQuery) -> String { line(query.clauses) }

private func line(_ clauses: [ParsedQuery.Clause]) -> String {
  clauses.map { clause in
    let sign = [.must: "+", .mustNot: "-"][clause.occur] ?? ""
    let node = clause.node
    let fields = node.fields.map { $0.joined(separator: ",") + ":" } ?? ""
    let constant = node.constantScore.map { "^=\($0)" } ?? ""
    return sign + fields + line(node.content) + constant + (node.boost == 1 ? "" : "^\(node.boost)")
  }.joined(separator: " ")
}

private func line(_ content: ParsedQuery.Content) -> String {
  switch content {
  case .term(let term): return String(decoding: term, as: UTF8.self)
  case .word(let word): return String(decoding: word.stem, as: UTF8.self)
  case .root(let root): return "root(\(String(decoding: root, as: UTF8.self)))"
  case .phrase(let terms):
    var words: [String] = []
    for term in terms {
      while words.count < term.offset { words.append("_") }
      words.append(String(decoding: term.term, as: UTF8.self))
    }
    return "[" + words.joined(separator: " ") + "]"
  case .near(let terms, let slop, let isOrdered):
    let words = terms.map { "\(String(decoding: $0.term, as: UTF8.self))@\($0.offset)" }
    return "near(\(words.joined(separator: " ")), \(slop)\(isOrdered ? ", ordered" : ""))"
  case .expansion(.prefix(let text)): return "prefix(\(text))"
  case .expansion(.wildcard(let text)): return "wildcard(\(text))"
  case .expansion(.regularExpression(let text)): return "regexp(\(text))"
  case .expansion(.fuzzy(let text, let edits, let isWeighted)):
    return "fuzzy(\(text), \(edits)\(isWeighted ? ", weighted" : ""))"
  case .exactForm(let form): return "exact(\(form.written))"
  case .column(let field, let condition): return "\(field):\(line(condition))"
  case .all: return "*"
  case .group(let clauses, let minimum):
    return "(\(line(clauses)))" + (minimum > 0 ? "@\(minimum)" : "")
  }
}

private func line(_ condition: Query.ColumnCondition) -> String {
  switch condition {
  case .equals(let value): "is(\(value))"
  case .prefix(let value): "prefix(\(value))"
  case .exists: "exists"
  case .range(let lower, let upper):
    (lower?.isIncluded == false ? "{" : "[") + (lower?.value ?? "*") + ".." + (upper?.value ?? "*")
      + (upper?.isIncluded == false ? "}" : "]")
  }
}

func parsed(_ text: String, _ analyzer: Analyzer = .exact) throws -> String {
  line(try ParsedQuery(strictly: text, analyzer: analyzer))
}

@Suite struct QueryParserTests {
  @Test(arguments: [
    ("a b", "a b"), ("+a +b", "+a +b"), ("a -b", "a -b"), ("+a b -c", "+a b -c"),
    ("\"a b\"", "[a b]"), ("+\"a b\" -\"c d\"", "+[a b] -[c d]"), ("\"a\"", "a"),
    ("a\"b c\"d", "a [b c] d"), ("\"\" a", "a"), ("+\"\" a", "a"),
    ("\"a b\"\"c d\"", "[a b] [c d]"),
    ("\"a,  b\"", "[a b]"), ("\ta\n\u{A0}b ", "a b"), ("a,b;c", "a b c"), ("+(a,b) c", "+(a b) c"),
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
      ("(-a)", "(-a)"), ("\"a\"-b", "a b"), ("a-\"b c\"", "a [b c]"), ("-5", "-5"),
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
