import Fihrist
import FihristTestSupport
import Testing

/// Searching through a filter with the public API.
@Suite struct FilterTests {
  private static let bodies = [
    "محادثات نووية في مسقط بين إيران وعمان", "محادثات تجارية في مسقط",
    "محادثات محادثات في الدوحة عن رياضة", "رياضة وأخبار من مسقط",
  ]

  private static func makeIndex(at path: String) async throws -> Index {
    let writer = try IndexWriter(path: path, schema: .article)
    for (number, body) in bodies.enumerated() {
      try await writer.add(SourceDocument(key: "\(number + 1)", values: ["body": body]))
    }
    try await writer.commit()
    try await writer.close()
    return try Index(path: path)
  }

  @Test(arguments: [
    ("مسقط", ["1", "2"]), ("+مسقط -نووية", ["2"]), ("-مسقط", ["3"]), ("«في مسقط»", ["1", "2"]),
    ("إيران رياضة", ["1", "3"]), ("لاشيء", []), ("-لاشيء", ["1", "2", "3"]),
  ])
  func `hits are those that match both, and score as without the filter`(
    filter: String, keys: [String]
  ) async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let all = try index.search("محادثات", snippets: SnippetOptions()).hits
    let found = try index.search(
      "محادثات", filter: filter, counting: .exact, snippets: SnippetOptions())
    let expected = all.filter { keys.contains($0.key) }
    #expect(Set(found.hits.map(\.key)) == Set(keys))
    #expect(found.hits.map(\.key) == expected.map(\.key))
    #expect(found.hits.map(\.score) == expected.map(\.score))
    #expect(found.total.value == keys.count && found.total.relation == .equal)
    // The words of a filter are not what was looked for.
    #expect(found.hits.map(\.snippet) == expected.map(\.snippet))
    let query = try Query.parse("محادثات", analyzer: index.analyzer)
    let parsed = try Query.parseFilter(filter, analyzer: index.analyzer)
    #expect(
      try index.search(query, filter: parsed, counting: .exact, snippets: SnippetOptions()) == found
    )
  }

  @Test func `pages of a filtered search join`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    let second = try index.search("محادثات", filter: "مسقط", limit: 1, offset: 1)
    #expect(second.hits.map(\.rank) == [2])
    let both = try index.search("محادثات", filter: "مسقط").hits
    #expect(second.hits == Array(both.dropFirst()))
  }

  @Test func `a note says that it is about the filter, and so does an error`() async throws {
    let directory = try TemporaryDirectory()
    let index = try await Self.makeIndex(at: directory.path)
    var request = SearchRequest("محادثات", filter: "ab «مسقط")
    let note = try #require(try index.search(request).notes.first)
    #expect(note.code == .unclosedQuote && note.column == 4)
    #expect(note.text.hasPrefix("in the filter, the quote «"))
    request.reading = .strict
    let open = #expect(throws: QueryError.self) { try index.search(request) }
    #expect(open?.kind == .unclosedQuote && open?.column == 4)
    #expect(open?.description.contains("filter") == true)
    request = SearchRequest("«", filter: "مسقط")
    request.reading = .strict
    let query = #expect(throws: QueryError.self) { try index.search(request) }
    #expect(query?.description.contains("filter") == false)
  }
}
