import FihristText
import Testing

@testable import FihristSearch

/// Single words have roots. Where the sign before something else would be lost, a note says so.
@Suite struct RootSignTests {
  @Test(arguments: [
    ("√كتب", "root(كتب)"), ("root:مكتبة", "root(كتب)"), ("+الجذر:مكتبة", "+root(كتب)"),
    ("√(مكتبة نفط)", "(root(كتب) root(نفط))"), ("source:√كتب", "source:is(√كتب)"),
    ("source:(√كتب)", "source:is(√كتب)"), ("√ كتب", "كتب"),
  ])
  func `single words have roots`(_ text: String, _ expected: String) throws {
    #expect(line(try ParsedQuery(strictly: text, analyzer: .arabic)) == expected)
  }

  @Test(arguments: [
    ("title:√كتب", "title:كتب"), ("title:(√كتب)", "title:كتب"), ("√(title:كتب)", "title:كتب"),
    ("title:root:كتب", "title:كتب"), ("√\"كتب\"", "كتب"), ("root:«كتب»", "كتب"),
    ("root:كتب*", "prefix(كتب)"), ("√*كتب", "wildcard(*كتب)"), ("√/كتب/", "regexp(كتب)"),
    ("√=كتب", "exact(كتب)"), ("√(\"كتب\" نفط)", "(كتب root(نفط))"),
    ("-√(كتب* نفط*)", "-(prefix(كتب) prefix(نفط))"),
  ])
  func `nothing else has`(_ text: String, _ expected: String) throws {
    let read = ParsedQuery(text, analyzer: .arabic)
    #expect(line(read) == expected)
    #expect(read.notes.map(\.code) == [.misplacedSign], "\(read.notes)")
    #expect(throws: QueryError.self) { try ParsedQuery(strictly: text, analyzer: .arabic) }
    #expect(try ParsedQuery(strictly: read.readAs, analyzer: .arabic).query == read.query)
  }
}
