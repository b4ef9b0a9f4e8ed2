import Fihrist
import Foundation
import Testing

@testable import FihristServer

/// What is said of queries, filters and ranges that are not as they should be.
@Suite struct NotesTests {
  private func notes(_ page: String) -> [String] {
    page.components(separatedBy: "<p class=\"note\">").dropFirst().map {
      $0.components(separatedBy: "</p>")[0]
    }
  }

  @Test func `an Arabic note says which field is meant, where, and whether in the filter`()
    async throws
  {
    let served = try await ServedIndex()
    let page = try await served.get(
      "/search", [("q", "foo:نفط"), ("filter", "bar:غاز"), ("lang", "ar")]
    ).text
    let text = ArabicNotes.text(.unknownField)
    #expect(
      notes(page) == [
        "<bdi dir=\"ltr\">foo</bdi> (الحرف 1): \(text)",
        "في شرط التصفية: <bdi dir=\"ltr\">bar</bdi> (الحرف 1): \(text)",
      ])
  }

  @Test(arguments: [
    ("\"نفط", "&quot;"), ("نفط (غاز", "("), ("نفط غاز)", ")"), ("نفط AND", "AND"),
    ("نفط source:okaz", "source:"), ("source:>5", "source"),
    ("date:[2016 TO 2015]", nil), ("نفط الم*", "الم*"), ("C++", "+"),
  ]) func `a note shows what was typed`(query: String, name: String?) async throws {
    let served = try await ServedIndex()
    let english = try await served.get("/search", [("q", query), ("lang", "en")]).text
    let arabic = try await served.get("/search", [("q", query), ("lang", "ar")]).text
    #expect(notes(english).contains { $0.contains("at character") }, "\(notes(english))")
    #expect(notes(arabic).count == notes(english).count)
    #expect(notes(arabic).allSatisfy { $0.contains("(الحرف ") }, "\(notes(arabic))")
    guard let name else { return }
    #expect(notes(arabic).contains { $0.contains(">\(name)") }, "\(notes(arabic))")
  }

  @Test func `names of any kind of note are found in the sentence of the engine`() {
    func subject(_ code: QueryError.Kind, _ text: String, _ column: Int) -> NoteSubject {
      NoteSubject(QueryNote(code: code, text: text, column: column))
    }
    let field = subject(
      .unsearchableField, "in the filter, the field \"a \"b\" at character 12 is not searched", 12)
    #expect(field.isInFilter && field.name == "a \"b" && field.column == 12)
    let sign = subject(.misplacedSign, "the sign ^ at character 3 has no meaning there; x", 3)
    #expect(!sign.isInFilter && sign.name == "^" && sign.column == 3)
    let quote = subject(.unclosedQuote, "the quote \" at character 1 has no partner; x", 1)
    #expect(quote.name == "\"")
    let whole = subject(.empty, "the query has no word to look for; nothing is found", 1)
    #expect(whole.name == nil && whole.column == nil)
    let range = subject(.badRange, "the range at character 4 is not complete; x", 4)
    #expect(range.name == nil && range.column == 4)
  }

  @Test(arguments: [
    ("2016", "2015", true), ("2015-07-02", "2015-07-01", true), ("2015", "2015", false),
    ("2015-07", "2015", false), ("1437", "2015-01", true), ("1436", "2015", false),
    ("2015", "2016", false),
  ]) func `days that are turned round are told`(from: String, to: String, isTold: Bool)
    async throws
  {
    let served = try await ServedIndex()
    let range = [("q", "نفط"), ("from", from), ("to", to)]
    let api = try await served.get("/v1/indexes/news/search", range)
    let codes = (api["notes"] as? [[String: Any]] ?? []).map { $0["code"] as? String }
    #expect(codes == (isTold ? ["emptyRange"] : []), "\(api.text)")
    let text = api["notes.0.text"] as? String
    #expect(text?.hasPrefix("from is later than to;") == (isTold ? true : nil))
    let english = try await served.get("/search", range + [("lang", "en")]).text
    #expect(notes(english) == (isTold ? [QueryNote.turnedRange.text] : []))
    let arabic = try await served.get("/search", range + [("lang", "ar")]).text
    #expect(notes(arabic) == (isTold ? [ArabicNotes.turnedRange] : []))
    let alone = try await served.get("/search", [("from", from), ("to", to), ("lang", "en")]).text
    #expect(notes(alone) == (isTold ? [QueryNote.turnedRange.text] : []))
  }
}
