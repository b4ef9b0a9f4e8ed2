import FihristTestSupport
import FihristText
import Testing
@testable import FihristSearch

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
    let alphabet =
      Array(
        "+-\"«»“”„ \u{200F}\u{202F}ab,. 1ةﷺ-()()*?~^@=/:[]{}|".unicodeScalars) + ["A", "N", "D"]
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
    var clauses = query.clauses
    while let clause = clauses.popLast() {
      if case .group(let inner, _) = clause.node.content { clauses += inner }
      let range = clause.node.range
      #expect(!range.isEmpty && range.upperBound <= utf8.count, "seed \(seed)")
      #expect(String(validating: utf8[range], as: UTF8.self) != nil, "seed \(seed)")
      guard case .phrase(let terms) = clause.node.content else { continue }
      #expect(terms.count >= 2 && terms[0].offset == 0, "seed \(seed)")
      #expect(zip(terms, terms.dropFirst()).allSatisfy { $0.offset < $1.offset }, "seed \(seed)")
    }
  }
}
