import FihristTestSupport
import FihristText
import Testing
@testable import FihristSearch

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
