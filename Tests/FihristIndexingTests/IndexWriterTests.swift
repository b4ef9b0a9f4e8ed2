import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation
import Testing

@testable import FihristIndexing

@Suite struct IndexWriterTests {
  private func document(_ key: String, _ body: String) -> SourceDocument {
    SourceDocument(key: key, values: ["body": body])
  }

  @Test func `what is added is seen after the commit and not before`() async throws {
    let home = TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    try await writer.add(document("1", "كتاب"))
    #expect(try IndexContents(path: home.path).documents.isEmpty)
    let generation = try await writer.commit()
    #expect(try IndexContents(path: home.path).documents.keys.sorted() == ["1"])
    #expect(try await writer.commit() == generation)
    try await writer.close()
  }

  @Test func `order decides between adding and deleting`() async throws {
    let home = TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    try await writer.add(document("a", "one"))
    try await writer.delete(key: "a")
    try await writer.delete(key: "b")
    try await writer.add(document("b", "two"))
    try await writer.add(document("c", "three"))
    try await writer.commit()
    #expect(try IndexContents(path: home.path).documents.keys.sorted() == ["b", "c"])
    try await writer.delete(key: "b")
    try await writer.add(document("c", "four"))
    try await writer.delete(key: "nobody")
    try await writer.commit()
    let contents = try IndexContents(path: home.path)
    #expect(contents.documents.keys.sorted() == ["c"])
    #expect(contents.postings.keys.map(\.text) == ["four"])
    try await writer.close()
  }

  @Test func `a second writer is refused at once, and welcome after the first`() async throws {
    let home = TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    #expect { try IndexWriter(path: home.path) } throws: { ($0 as? IndexError)?.kind == .locked }
    try await writer.close()
    let second = try IndexWriter(path: home.path)
    await #expect { try await writer.add(document("1", "x")) } throws: {
      ($0 as? IndexError)?.kind == .invalid
    }
    try await second.close()
  }

  @Test func `a writer that is dropped gives the lock back and loses only what was not committed`()
    async throws
  {
    let home = TemporaryDirectory()
    func crash() async throws {
      let writer = try IndexWriter(path: home.path)
      try await writer.add(document("1", "one"))
      try await writer.commit()
      try await writer.add(document("2", "two"))
    }
    try await crash()
    let writer = try IndexWriter(path: home.path)
    #expect(try IndexContents(path: home.path).documents.keys.sorted() == ["1"])
    try await writer.close()
  }

  @Test func `files that a crash has left are gone after the next open`() async throws {
    let home = TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    try await writer.add(document("1", "one"))
    try await writer.commit()
    try await writer.close()
    let before = try home.files()
    for name in ["seg-0000000009.terms", "seg-0000000001-g9.live", "manifest-0000000009.tmp"] {
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: home.path + "/" + name))
    }
    try await IndexWriter(path: home.path).close()
    #expect(try home.files() == before)
  }

  @Test func `wrong documents, schemas and names are refused with advice`() async throws {
    let home = TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    for wrong in [
      document("", "x"), document(String(repeating: "k", count: 1_025), "x"),
      SourceDocument(key: "1", values: ["nothing": "x"]),
    ] {
      await #expect { try await writer.add(wrong) } throws: {
        ($0 as? IndexError)?.kind == .invalid
      }
    }
    try await writer.add(document("1", "x"))
    try await writer.close()
    #expect { try IndexWriter(path: home.path, schema: TestSchema.make()) } throws: {
      ($0 as? IndexError)?.kind == .invalid
    }
  }

  @Test func `an index without documents takes another schema, and both pieces of advice work`()
    async throws
  {
    let home = TemporaryDirectory()
    let other = TestSchema.make()
    for schema in [Schema.article, other, .article, other] {
      let writer = try IndexWriter(path: home.path, schema: schema)
      #expect(writer.schema == schema)
      // A deletion of nothing commits nothing.
      try await writer.delete(key: "x")
      try await writer.close()
    }
    let writer = try IndexWriter(path: home.path, schema: other)
    try await writer.add(SourceDocument(key: "1", values: ["text0": "كلمة"]))
    try await writer.close()
    #expect(try Manifest.newest(in: IndexDirectory(path: home.path)).schema == other)
    let error = #expect(throws: IndexError.self) {
      try IndexWriter(path: home.path, schema: .article)
    }
    #expect(error?.advice == "leave the schema out, or index into a new directory")
    let without = try IndexWriter(path: home.path)
    #expect(without.schema == other)
    try await without.close()
    let elsewhere = TemporaryDirectory()
    try await IndexWriter(path: elsewhere.path, schema: .article).close()
  }

  @Test
  func `the schema of an index stays when all its documents were deleted, unless one is named`()
    async throws
  {
    let home = TemporaryDirectory()
    let other = TestSchema.make()
    let writer = try IndexWriter(path: home.path, schema: other)
    try await writer.add(SourceDocument(key: "1", values: ["text0": "كلمة"]))
    try await writer.commit()
    try await writer.delete(key: "1")
    try await writer.close()
    let again = try IndexWriter(path: home.path)
    #expect(again.schema == other)
    try await again.close()
    let named = try IndexWriter(path: home.path, schema: .article)
    try await named.add(document("1", "one"))
    try await named.close()
    #expect(try Manifest.newest(in: IndexDirectory(path: home.path)).schema == .article)
  }

  @Test func `rolling back forgets what was not committed`() async throws {
    let home = TemporaryDirectory()
    var options = IndexingOptions()
    options.memory = 1
    let writer = try IndexWriter(path: home.path, options: options)
    try await writer.add(document("1", "one"))
    try await writer.commit()
    var random = RandomText(seed: 4)
    for index in 0..<300 {
      try await writer.add(random.document(key: "n\(index)", schema: .article, words: 150))
    }
    try await writer.delete(key: "1")
    await writer.rollback()
    try await writer.commit()
    #expect(try IndexContents(path: home.path).documents.keys.sorted() == ["1"])
    #expect(try home.segmentBytes().count == 7)
    try await writer.close()
  }

  @Test func `a disk that refuses is told until rollback, and costs nothing that was committed`()
    async throws
  {
    let home = TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    try await writer.add(document("1", "one"))
    try await writer.commit()
    // A directory with the name of the next segment's file cannot be written to.
    let obstacle = home.path + "/seg-0000000002.terms"
    try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
    try await writer.add(document("2", "two"))
    for _ in 0..<2 {
      await #expect { try await writer.commit() } throws: {
        ($0 as? IndexError)?.kind == .storage
      }
    }
    await #expect { try await writer.add(document("3", "three")) } throws: {
      ($0 as? IndexError)?.kind == .storage
    }
    #expect(try IndexContents(path: home.path).documents.keys.sorted() == ["1"])
    await writer.rollback()
    try await writer.add(document("4", "four"))
    try await writer.commit()
    #expect(try IndexContents(path: home.path).documents.keys.sorted() == ["1", "4"])
    // The same for a merge, whose segment is the next but one.
    try FileManager.default.removeItem(atPath: obstacle)
    let next = home.path + "/seg-0000000004.keys"
    try FileManager.default.createDirectory(atPath: next, withIntermediateDirectories: false)
    await #expect { try await writer.merge() } throws: {
      ($0 as? IndexError)?.kind == .storage
    }
    #expect(await writer.segmentCount == 2)
    try FileManager.default.removeItem(atPath: next)
    try await writer.merge()
    #expect(await writer.segmentCount == 1)
    try await writer.close()
    #expect(try home.segmentBytes().count == 7)
    #expect(try IndexContents(path: home.path).documents.keys.sorted() == ["1", "4"])
  }

  @Test func `merging everything away leaves an empty index`() async throws {
    let home = TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    try await writer.add(document("1", "one"))
    try await writer.commit()
    try await writer.delete(key: "1")
    try await writer.merge()
    #expect(await writer.segmentCount == 0)
    try await writer.add(document("2", "two"))
    try await writer.close()
    #expect(try IndexContents(path: home.path).documents.keys.sorted() == ["2"])
  }

  /// Adds, replaces, deletes, commits, merges and opens again at random, against a dictionary.
  @Test(arguments: UInt64(1)...6)
  func `an index stays equal to a dictionary`(_ seed: UInt64) async throws {
    var random = RandomText(seed: seed)
    let schema = TestSchema.all[Int(seed) % TestSchema.all.count]
    let home = TemporaryDirectory()
    var options = IndexingOptions()
    options.memory = 1
    options.mergePolicy.segmentsPerTier = 2 + random.below(3)
    options.mergePolicy.minimumBytes = 1 << 16
    var writer = try IndexWriter(path: home.path, schema: schema, options: options)
    var model: [String: SourceDocument] = [:]
    var committed = model
    for step in 0..<120 {
      switch random.below(20) {
      case 0..<10:
        for _ in 0..<random.below(8) {
          let document = random.document(key: "k\(random.below(40))", schema: schema, words: 12)
          try await writer.add(document)
          model[document.key] = document
        }
      case 10..<14:
        let key = "k\(random.below(40))"
        try await writer.delete(key: key)
        model[key] = nil
      case 14..<17:
        try await writer.commit()
        committed = model
      case 17:
        try await writer.merge(toSegments: 1 + random.below(3))
        committed = model
      case 18:
        await writer.rollback()
        model = committed
      default:
        try await writer.close()
        committed = model
        writer = try IndexWriter(path: home.path, options: options)
      }
      if step % 10 == 9 {
        let expected = IndexContents(committed, schema: schema)
        let found = try IndexContents(path: home.path)
        #expect(found.difference(from: expected) == nil, "seed \(seed) step \(step)")
        #expect(await writer.documentCount == committed.count, "seed \(seed) step \(step)")
      }
    }
    try await writer.merge()
    try await check(home, model, schema, seed)
    try await writer.close()
  }

  /// One segment has the bytes of an index that was made of the same documents at once.
  private func check(
    _ home: TemporaryDirectory, _ model: [String: SourceDocument], _ schema: Schema, _ seed: UInt64
  ) async throws {
    let fresh = TemporaryDirectory()
    let writer = try IndexWriter(path: fresh.path, schema: schema)
    for (_, document) in model { try await writer.add(document) }
    try await writer.merge()
    try await writer.close()
    let expected = try fresh.segmentBytes()
    for (kind, bytes) in try home.segmentBytes() {
      #expect(bytes == expected[kind], "\(kind), seed \(seed)")
    }

  }
}
