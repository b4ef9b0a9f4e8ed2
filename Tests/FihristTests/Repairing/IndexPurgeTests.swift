import FihristStoredDocuments
import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

@Suite struct IndexPurgeTests {
  /// Every key, deleted ones included, every term and everything stored in an index.
  private struct Holdings {
    var keys: [String] = []
    var terms: Set<String> = []
    var texts: [String] = []

    init(_ path: String) throws {
      for segment in try Snapshot.open(path).segments {
        for id in 0..<UInt32(segment.documentCount) {
          keys.append(String(decoding: try segment.key(of: id), as: UTF8.self))
          texts += try segment.storedDocument(id).fields.map {
            String(decoding: $0.text, as: UTF8.self)
          }
        }
        var cursor = segment.makeTermCursor()
        while try cursor.next() { terms.insert(String(decoding: cursor.bytes, as: UTF8.self)) }
      }
    }
  }

  /// Documents whose texts share a part that no other text has, so that a dictionary is trained on
  /// it.
  private let secret = "السرالدفين confidential-" + String(repeating: "قصة سرية جدا ", count: 40)

  /// An index of `count` articles in two segments; every third has the secret.
  private func makeSecretIndex(at path: String, count: Int) async throws -> [String] {
    var articles = SampleArticles(seed: 1)
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: path, schema: try SampleArticles.schema(), options: options)
    var keys: [String] = []
    for number in 0..<count {
      var article = articles.article("k\(number)")
      if number % 3 == 0 {
        article.values["body"] = "\(secret) \(number)"
        keys.append("k\(number)")
      }
      try await writer.add(article)
    }
    try await writer.commit()
    for number in 0..<10 { try await writer.add(articles.article("other\(number)")) }
    try await writer.close()
    return keys
  }

  private func holds(_ text: String, _ files: [String: Data]) -> [String] {
    files.filter { $0.value.range(of: Data(text.utf8)) != nil }.keys.sorted()
  }

  @Test func `nothing of a purged document is left, not even in the dictionary`() async throws {
    let home = try TemporaryDirectory()
    let keys = try await makeSecretIndex(at: home.path, count: 300)
    let before = try StoredContents(home.path)
    let files = try Files.all(home.path)
    // The word is not a common one, and letters of one byte are stored as they are.
    #expect(holds("confidential", files).contains { $0.hasSuffix(".documents") })
    let report = try IndexPurge(path: home.path, keys: keys + ["nobody", keys[0]]).run()
    #expect(report.purged == keys && report.absent == ["nobody"] && report.copies.isEmpty)
    #expect(report.rewrittenSegments == 1 && report.documents == 210)
    #expect(report.provenDocuments == 210 && report.generation == 4)
    #expect(try report.provenFiles == Files.all(home.path).count)
    #expect(try holds("confidential", Files.all(home.path)) == [])
    let after = try Holdings(home.path)
    #expect(Set(after.keys) == before.keys.subtracting(keys) && after.keys.count == 210)
    #expect(!after.terms.contains("confidential") && !after.texts.contains { $0.contains("سرية") })
    #expect(try Files.all(home.path).keys.allSatisfy { !$0.contains("1.") })
    // The segment that had none of them is the same.
    for (name, data) in files where name.contains("2.") {
      #expect(try Files.all(home.path)[name] == data)
    }
    #expect(try IndexCheck(path: home.path, level: .full).run().isWhole)
    let kept = before.documents.filter { !keys.contains($0.key) }
    #expect(try StoredContents(home.path).documents == kept)
  }

  @Test func `versions that were replaced or deleted before go, too`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 2)
    try await articles.makeIndex(at: home.path, segments: 3, count: 20)
    let before = try StoredContents(home.path)
    // The first was replaced in the second segment, the second was deleted.
    #expect(try Holdings(home.path).keys.filter { $0 == "k0-1" }.count == 2)
    let report = try IndexPurge(path: home.path, keys: ["k0-1", "k0-2"]).run()
    #expect(report.purged == ["k0-1", "k0-2"] && report.rewrittenSegments == 2)
    let after = try Holdings(home.path)
    #expect(!after.keys.contains("k0-1") && !after.keys.contains("k0-2"))
    #expect(try StoredContents(home.path).keys == before.keys.subtracting(["k0-1"]))
    let again = try IndexPurge(path: home.path, keys: ["k0-1"]).run()
    #expect(again.purged.isEmpty && again.absent == ["k0-1"])
    #expect(again.generation == report.generation && again.provenDocuments > 0)
  }

  @Test func `other documents with the same text are named, and stay`() async throws {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path, schema: try SampleArticles.schema())
    for (key, text) in [("a", "x y"), ("b", "x y"), ("c", "x y z"), ("d", "w")] {
      try await writer.add(SourceDocument(key: key, values: ["body": text]))
    }
    try await writer.close()
    let report = try IndexPurge(path: home.path, keys: ["a"]).run()
    #expect(report.copies == ["b"] && report.documents == 3)
    #expect(try IndexPurge(path: home.path, keys: ["b", "c", "d"]).run().documents == 0)
    #expect(try Files.all(home.path).count == 1)
  }

  /// Adds notes of two files to the index: the first had `a` and `b`, the second, which is gone,
  /// `a` alone.
  private func addNotes(_ home: TemporaryDirectory) async throws {
    let directory = IndexDirectory(path: home.path)
    var writer = ByteWriter()
    for (number, keys) in [["a", "b"], ["a"]].enumerated() {
      let path = number == 0 ? home.path : home.path + "/gone-file.txt"
      ImportState.write(
        .file(
          KnownFile(
            number: number, path: Array(path.utf8), stamp: .unknown, isFresh: false,
            instructions: 1, content: nil, records: nil, reading: 1)), to: &writer)
      let hashes = keys.map { StableHash.of($0.utf8) }
      ImportState.write(
        .keys(ImportState.Keys(file: number, reading: 1, hashes: hashes)), to: &writer)
    }
    var notes = ImportNotes(directory)
    try notes.add(writer.bytes)
    let name = notes.value
    _ = try await IndexWriter.with(path: home.path) {
      try await $0.commit(replacingUserData: ["own": "data", ImportNotes.name: name])
    }
  }

  @Test(arguments: [true, false])
  func `what is remembered of input files loses the keys`(isThere: Bool) async throws {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path, schema: try SampleArticles.schema())
    for key in isThere ? ["a", "b"] : ["b"] {
      try await writer.add(SourceDocument(key: key, values: ["body": key]))
    }
    try await writer.close()
    try await addNotes(home)
    try home.write([1], to: IndexFileName.inputs("0123456789abcdef", part: 7))
    let report = try IndexPurge(path: home.path, keys: ["a"]).run()
    #expect(report.purged == (isThere ? ["a"] : []) && report.foreignEntries.isEmpty)
    #expect(report.inputPaths == [Array(home.path.utf8)])
    #expect(try report.provenFiles == Files.all(home.path).count)
    let directory = IndexDirectory(path: home.path)
    let userData = try Manifest.newest(in: directory).userData
    #expect(userData["own"] == "data")
    let notes = try #require(ImportNotes(directory, namedBy: userData))
    #expect(try notes.state()?.files.keys.map { $0 } == [Array(home.path.utf8)])
    var left: [UInt64] = []
    try ImportState.keys(in: try notes.part(1) ?? []) { left += $0.hashes }
    #expect(left == [StableHash.of("b".utf8)])
    #expect(try holds("gone-file", Files.all(home.path)) == [])
    // Doing it again changes nothing.
    let again = try IndexPurge(path: home.path, keys: ["a"]).run()
    #expect(again.generation == report.generation)
    try home.write([1], to: IndexFileName.inputs(notes.identifier, part: 1))
    #expect(try IndexPurge(path: home.path, keys: ["b"]).run().purged == ["b"])
    let lost = ["own": "data", ImportNotes.name: ImportNotes.lostValue]
    #expect(try Manifest.newest(in: directory).userData == lost)
    #expect(try !Files.all(home.path).keys.contains { $0.hasPrefix("inputs-") })
    // As long as no import has read the files again, none can be named.
    let generation = try Manifest.newest(in: directory).generation
    let later = try IndexPurge(path: home.path, keys: ["b"]).run()
    #expect(later.hasLostNotes && later.generation == generation)
  }

  @Test func `a full disk is told what to do again`() async throws {
    let home = try TemporaryDirectory()
    let path = home.path(of: "index")
    let keys = try await makeSecretIndex(at: path, count: 30)
    let disk = SimulatedDisk(root: home.path)
    disk.freeSpace = 1
    let error = #expect(throws: IndexError.self) {
      try IndexPurge(path: path, keys: keys).run(
        in: IndexDirectory(path: path, disk: disk.disk))
    }
    #expect(error?.kind == .storage)
    #expect(error?.reason.hasPrefix("writing a segment again without the purged documents") == true)
    #expect(error?.advice.hasPrefix("free some space and purge again") == true)
  }

  @Test func `what a crash has left of earlier commits goes, too`() async throws {
    let home = try TemporaryDirectory()
    let keys = try await makeSecretIndex(at: home.path, count: 90)
    let old = try Files.all(home.path)
    try IndexPurge(path: home.path, keys: keys).run()
    for (name, data) in old where !FileManager.default.fileExists(atPath: home.path(of: name)) {
      try data.write(to: URL(fileURLWithPath: home.path(of: name)))
    }
    try home.write([1], to: "manifest-0000000009.tmp")
    try home.write([1], to: "notes.txt")
    let report = try IndexPurge(path: home.path, keys: keys).run()
    #expect(report.purged.isEmpty && report.absent == keys)
    #expect(try holds("confidential", Files.all(home.path)) == [])
    #expect(try Files.all(home.path).count == report.provenFiles + 1)
  }

  @Test func `an index that is locked, damaged, cancelled or absent is left alone`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 3)
    let path = home.path(of: "a")
    try await articles.makeIndex(at: path, segments: 2, count: 10)
    let files = try Files.all(path)
    let purge = IndexPurge(path: path, keys: ["k1-3"])
    do {
      let lock = try IndexDirectory(path: path).lock()
      defer { withExtendedLifetime(lock) {} }
      #expect { try purge.run() } throws: { ($0 as? IndexError)?.kind == .locked }
    }
    #expect(throws: CancellationError.self) { try purge.run(isCancelled: { true }) }
    #expect(try Files.all(path) == files)
    try Files.flip("seg-0000000002.postings", in: path, at: 30)
    #expect { try purge.run() } throws: { ($0 as? IndexError)?.kind == .damaged }
    #expect(try Files.all(path).keys.sorted() == files.keys.sorted())
    let absent = home.path(of: "absent")
    #expect { try IndexPurge(path: absent, keys: ["a"]).run() } throws: {
      ($0 as? IndexError)?.kind == .notFound
    }
    #expect(!FileManager.default.fileExists(atPath: absent))
  }
}
