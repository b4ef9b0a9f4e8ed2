import Fihrist
import FihristTestSupport
import Testing

@Suite struct LibraryTests {
  private static let articles = [
    SourceDocument(
      key: "1",
      values: [
        "title": "المحادثات النووية", "source": "وكالة",
        "date": "2024-05-18",
        "body": "استؤنفت المحادثات بين إيران والولايات المتحدة في سلطنة عمان.",
      ]),
    SourceDocument(
      key: "2",
      values: [
        "title": "الدوري", "body": "فاز الفريق في ايران بالمباراة الأخيرة قبل نهاية الدوري.",
      ]),
  ]

  /// An index of ``articles`` in `directory`.
  private static func makeIndex(at path: String) async throws -> Index {
    let writer = try IndexWriter(path: path, schema: .article)
    for article in articles { try await writer.add(article) }
    try await writer.commit()
    try await writer.close()
    return try Index(path: path)
  }

  @Test func `what was committed is found, best first, with what is shown of it`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let results = try index.search("محادثات إيران", snippets: SnippetOptions())
    #expect(results.hits.map(\.key) == ["1", "2"])
    let first = try #require(results.hits.first)
    #expect(first.rank == 1)
    #expect(first.title == "المحادثات النووية")
    #expect(first.source == "وكالة")
    #expect(first.date == "2024-05-18")
    let snippet = try #require(first.snippet)
    let marked = snippet.marks.map { String(decoding: Array(snippet.text.utf8)[$0], as: UTF8.self) }
    #expect(marked == ["المحادثات", "إيران"])
    #expect(index.documentCount == 2)
  }

  @Test func `an offset leaves out the best and keeps their ranks`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let results = try index.search("إيران", limit: 1, offset: 1, counting: .exact)
    #expect(results.hits.map(\.rank) == [2])
    #expect(results.total.value == 2)
    #expect(results.total.relation == .equal)
  }

  @Test func `an open index shows its commit until it is refreshed`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let writer = try IndexWriter(path: directory.path)
    try await writer.delete(key: "1")
    try await writer.commit()
    #expect(try index.search("المحادثات").hits.map(\.key) == ["1"])
    #expect(try index.refresh())
    #expect(try index.search("المحادثات").hits.isEmpty)
    #expect(try !index.refresh())
    try await writer.close()
  }

  @Test func `a directory without an index is reported as such`() throws {
    let directory = try TemporaryDirectory()
    let error = #expect(throws: IndexError.self) { try Index(path: directory.path) }
    #expect(error?.kind == .notFound)
  }

  @Test func `information counts documents and bytes`() async throws {
    let directory = try TemporaryDirectory()
    let information = try await Self.makeIndex(at: directory.path).information
    #expect(information.documents == 2)
    #expect(information.segments.count == 1)
    let levels: [Analyzer] = [.arabic, .arabicForm, .arabicRoot]
    #expect(information.analyzer == levels.map(\.identity).joined(separator: " "))
    #expect(
      Set(information.components.keys)
        == ["terms", "postings", "positions", "norms", "documents", "keys", "columns"])
    #expect(information.byteCount == information.components.values.reduce(0, +))
  }
}
