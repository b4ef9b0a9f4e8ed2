import Fihrist
import FihristTestSupport
import Testing

@Suite struct DocumentReadingTests {
  private let home: TemporaryDirectory

  init() throws { home = try TemporaryDirectory() }

  private func document(_ key: String, _ body: String) -> SourceDocument {
    SourceDocument(key: key, values: ["title": "عنوان \(key)", "body": body, "source": "صحيفة"])
  }

  /// An index of three segments, in which documents were replaced and deleted.
  private func makeIndex() async throws -> (index: Index, expected: [String: String]) {
    var options = IndexingOptions()
    options.mergesInBackground = false
    var expected: [String: String] = [:]
    try await IndexWriter.with(path: home.path, options: options) { writer in
      for round in 0..<3 {
        for number in stride(from: round, to: 40, by: round + 1) {
          try await writer.add(document("k\(number)", "نص \(round)"))
          expected["k\(number)"] = "نص \(round)"
        }
        try await writer.delete(key: "k\(round * 7)")
        expected["k\(round * 7)"] = nil
        try await writer.commit()
      }
    }
    return (try Index(path: home.path), expected)
  }

  @Test func `a document is shown as a hit whether it matches or not`() async throws {
    let (index, _) = try await makeIndex()
    var request = SearchRequest("عنوان مدرسة")
    request.snippets = SnippetOptions(count: 0, wholes: ["title", "body"])
    request.fields = ["source"]
    let searched = try index.search(request).hits.first
    let hit = try #require(try index.hit(key: searched?.key ?? "", for: request))
    #expect(hit.wholes == searched?.wholes && hit.fields == searched?.fields)
    #expect(hit.wholes.first?.parts.first == Snippet.Part("عنوان", isMarked: true))
    request.query = "مدرسة"
    let other = try #require(try index.hit(key: hit.key, for: request))
    #expect(other.score == nil && other.wholes.map(\.text) == hit.wholes.map(\.text))
    #expect(other.wholes.allSatisfy { $0.marks.isEmpty })
    #expect(try index.hit(key: "absent", for: request) == nil)
  }

  @Test func `all documents come in the order of their keys, each once`() async throws {
    let (index, expected) = try await makeIndex()
    var found: [IndexedDocument] = []
    for try await document in index.documents() { found.append(document) }
    #expect(found.map(\.key) == expected.keys.sorted())
    #expect(found.map { $0["body"] } == expected.sorted { $0.key < $1.key }.map(\.value))
    #expect(found.allSatisfy { $0["title"] == "عنوان \($0.key)" && $0.fields.count == 3 })
    // The same without a task.
    let bodies = try all(index.documents(fields: ["body"]))
    #expect(bodies.allSatisfy { $0.fields.map(\.name) == ["body"] })
    #expect(bodies.map { $0["body"] } == found.map { $0["body"] })
  }

  private func all(_ documents: CommittedDocuments) throws -> [IndexedDocument] {
    var iterator = documents.makeAsyncIterator()
    var all: [IndexedDocument] = []
    while let document = try iterator.next() { all.append(document) }
    let isOver = try iterator.next() == nil
    #expect(isOver)
    return all
  }

  @Test func `an iteration shows the commit of its start`() async throws {
    let (index, expected) = try await makeIndex()
    let documents = index.documents(fields: [])
    try await IndexWriter.with(path: home.path) { writer in
      try await writer.add(document("new", "نص"))
      try await writer.delete(key: "k1")
    }
    try index.refresh()
    var keys: [String] = []
    for try await document in documents {
      #expect(document.fields.isEmpty)
      keys.append(document.key)
    }
    #expect(keys == expected.keys.sorted())
    #expect(try index.document(key: "new")?["body"] == "نص")
    #expect(try index.document(key: "k1") == nil)
  }

  @Test func `a document is found by its key, with the fields that are asked for`() async throws {
    let (index, expected) = try await makeIndex()
    for number in 0..<40 {
      let key = "k\(number)"
      let found = try index.document(key: key)
      #expect(found?["body"] == expected[key])
      #expect((found != nil) == (expected[key] != nil))
    }
    let some = try #require(try index.document(key: "k3", fields: ["source", "nothing"]))
    #expect(some.fields.map(\.name) == ["source"] && some["source"] == "صحيفة")
    #expect(try index.document(key: "") == nil)
    #expect(try index.document(key: "k") == nil)
  }

  @Test func `an empty index has no documents`() async throws {
    try await IndexWriter.with(path: home.path) { _ in }
    #expect(try all(Index(path: home.path).documents()).isEmpty)
  }
}
