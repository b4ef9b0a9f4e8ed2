import Fihrist
import FihristTestSupport
import Testing

@Suite struct BlockingIndexWriterTests {
  private static let documents = (0..<200).map { number in
    SourceDocument(
      key: "k\(number)",
      values: ["body": ["نفط وغاز", "كتاب جديد", "محادثات في مسقط"][number % 3] + " \(number)"])
  }

  /// The documents as a batch.
  private static func batch(_ documents: [SourceDocument]) throws -> DocumentBatch {
    let field = try #require(Schema.article.fields.firstIndex { $0.name == "body" })
    var batch = DocumentBatch()
    for document in documents {
      batch.begin(key: document.key)
      batch.append(field: field, document.values["body"] ?? "")
      batch.end()
    }
    return batch
  }

  private static func hits(_ path: String) throws -> [SearchResults] {
    let index = try Index(path: path)
    return try ["نفط", "كتاب محادثات", "\"محادثات في مسقط\""].map {
      try index.search($0, limit: 50, counting: .exact)
    }
  }

  @Test func `it writes what a writer with tasks writes`() async throws {
    let directory = try TemporaryDirectory()
    try await IndexWriter.with(path: directory.path(of: "tasks")) { writer in
      for document in Self.documents { try await writer.add(document) }
    }
    let single = try BlockingIndexWriter(path: directory.path(of: "single"))
    for document in Self.documents { try single.add(document) }
    try single.close()
    let batches = try BlockingIndexWriter(path: directory.path(of: "batches"))
    for start in stride(from: 0, to: 200, by: 40) {
      try batches.add(try Self.batch(Array(Self.documents[start..<start + 40])))
      try batches.commit()
    }
    try batches.close()
    let expected = try Self.hits(directory.path(of: "tasks"))
    #expect(try Self.hits(directory.path(of: "single")) == expected)
    #expect(try Self.hits(directory.path(of: "batches")) == expected)
  }

  @Test(arguments: [2, 5], [1 << 20, 64 << 20])
  func `several threads write what one writes`(threads: Int, memory: Int) throws {
    let directory = try TemporaryDirectory()
    // Keys come again in other parts of a batch and in later ones: the last counts.
    let documents = (0..<600).map { number in
      SourceDocument(
        key: "k\(number * 9 % 350)",
        values: ["body": String(repeating: "نفط \(number) ", count: number % 11 + 1)])
    }
    var found: [[IndexedDocument]] = []
    for count in [1, threads] {
      let path = directory.path(of: "\(count)")
      var options = IndexingOptions()
      (options.threads, options.memory, options.mergesInBackground) = (count, memory, false)
      let writer = try BlockingIndexWriter(path: path, options: options)
      try writer.add(try Self.batch(Array(documents[..<250])))
      try writer.delete(key: "k7")
      try writer.add(try Self.batch(Array(documents[250...])))
      try writer.commit()
      try writer.add(try Self.batch(Array(Self.documents.prefix(90))))
      writer.rollback()
      try writer.close()
      let index = try Index(path: path)
      var walk = index.documents().makeAsyncIterator()
      var all: [IndexedDocument] = []
      while let document = try walk.next() { all.append(document) }
      found.append(all)
    }
    #expect(found[0] == found[1] && found[0].count == 350)
  }

  @Test func `commits merge, unless that is switched off`() throws {
    let directory = try TemporaryDirectory()
    var counts: [Int] = []
    for merges in [true, false] {
      var options = IndexingOptions()
      options.mergesInBackground = merges
      let writer = try BlockingIndexWriter(
        path: directory.path(of: "\(merges)"), options: options)
      for document in Self.documents.prefix(40) {
        try writer.add(document)
        try writer.commit()
      }
      counts.append(writer.segmentCount)
      try writer.merge()
      #expect(writer.segmentCount == 1)
      #expect(writer.documentCount == 40)
      try writer.close()
    }
    #expect(counts[0] < counts[1])
    #expect(counts[1] == 40)
  }

  @Test func `a batch is taken as a whole or not at all`() throws {
    let directory = try TemporaryDirectory()
    let writer = try BlockingIndexWriter(path: directory.path)
    defer { writer.closeWithoutCommit() }
    var bad = try Self.batch(Array(Self.documents.prefix(3)))
    bad.begin(key: "x")
    bad.append(field: 99, "نص")
    bad.end()
    let unknown = #expect(throws: IndexError.self) { try writer.add(bad) }
    #expect(unknown?.reason.contains("field 99") == true)
    bad = try Self.batch([SourceDocument(key: "y", values: ["body": "…"])])
    #expect(throws: IndexError.self) { try writer.add(bad) }
    try writer.commit()
    #expect(writer.documentCount == 0)
  }

  @Test func `documents are deleted by key and by query, and changes are taken back`() throws {
    let directory = try TemporaryDirectory()
    let writer = try BlockingIndexWriter(path: directory.path)
    try writer.add(try Self.batch(Self.documents))
    try writer.commit(replacingUserData: ["a": "b"])
    #expect(writer.userData == ["a": "b"])
    try writer.delete(key: "k0")
    #expect(try writer.delete(matching: "كتاب") == 67)
    try writer.commit()
    #expect(writer.documentCount == 200 - 1 - 67)
    try writer.delete(key: "k3")
    writer.rollback()
    try writer.close()
    #expect(try Index(path: directory.path).documentCount == 132)
    #expect(throws: IndexError.self) { try writer.add(Self.documents[0]) }
  }
}
