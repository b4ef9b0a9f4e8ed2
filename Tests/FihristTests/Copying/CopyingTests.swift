import Fihrist
import FihristTestSupport
import Foundation
import Synchronization
import Testing

@Suite struct CopyingTests {
  private static let schema = Result {
    let field = Field.text("text", analyzer: "whitespace")
    return try Schema(fields: [field])
  }

  /// An index in which `keys` have the word `word`.
  private func write(_ keys: Range<Int>, _ word: String, to path: String) async throws {
    let writer = try IndexWriter(path: path, schema: try Self.schema.get())
    for key in keys {
      try await writer.add(SourceDocument(key: "\(key)", values: ["text": "all \(word)"]))
    }
    try await writer.close()
  }

  /// The keys that have `word` in the index at `path`.
  private func keys(with word: String, in path: String) throws -> Set<Int> {
    Set(try Index(path: path).search(word, limit: 1_000).hits.compactMap { Int($0.key) })
  }

  private func files(of path: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    }
    return files
  }

  @Test(arguments: [true, false])
  func `a copy has the files of the source, byte for byte`(sharesFiles: Bool) async throws {
    let home = try TemporaryDirectory()
    let (source, target) = (home.path(of: "a"), home.path(of: "b/c"))
    try await write(0..<50, "x", to: source)
    try await write(10..<20, "y", to: source)
    var copy = IndexCopy(from: source, to: target)
    copy.sharesFiles = sharesFiles
    var last: (UInt64, UInt64) = (0, 1)
    let summary = try copy.run(progress: { last = ($0, $1) })
    #expect(try files(of: target) == files(of: source))
    #expect(summary.documents == 50 && summary.segments == 2 && summary.files == 13)
    #expect(summary.linkedFiles == (sharesFiles ? 13 : 0))
    #expect(last.0 > 0 && last.0 <= last.1)
    #expect(try keys(with: "y", in: target) == Set(10..<20))
    // Neither notices what is written to the other.
    try await write(0..<5, "z", to: target)
    try await write(0..<50, "w", to: source)
    #expect(try keys(with: "all", in: target) == Set(0..<50))
    #expect(try keys(with: "x", in: target) == Set(5..<10).union(20..<50))
    #expect(try keys(with: "w", in: source) == Set(0..<50))
  }

  @Test(arguments: [true, false])
  func `a copy made while a writer commits and merges holds one whole commit`(
    sharesFiles: Bool
  ) async throws {
    let home = try TemporaryDirectory()
    let source = home.path(of: "source")
    try await write(0..<20, "v0", to: source)
    let isOver = Atomic(false)
    async let writing: Int = {
      let writer = try IndexWriter(path: source)
      var version = 0
      while !isOver.load(ordering: .relaxed) {
        version += 1
        for key in 0..<20 {
          try await writer.add(
            SourceDocument(key: "\(key)", values: ["text": "all v\(version)"]))
        }
        try await writer.commit()
        if version.isMultiple(of: 5) { try await writer.merge() }
      }
      try await writer.close()
      return version
    }()
    var seen: Set<String> = []
    for round in 0..<40 {
      var copy = IndexCopy(from: source, to: home.path(of: "copy\(round)"))
      copy.sharesFiles = sharesFiles
      let summary = try copy.run()
      #expect(summary.documents == 20)
      let hits = try Index(path: copy.target).search("all", limit: 100).hits
      let texts = Set(hits.compactMap { $0.text(of: "text") })
      #expect(hits.count == 20 && texts.count == 1, "round \(round): \(texts)")
      seen.formUnion(texts)
      await Task.yield()
    }
    isOver.store(true, ordering: .relaxed)
    #expect(try await writing > 0)
    #expect(seen.count > 1)
  }

  @Test func `what was copied replaces an index in one step, and its readers go on`() async throws {
    let home = try TemporaryDirectory()
    let (backup, path) = (home.path(of: "backup"), home.path(of: "index"))
    try await write(0..<30, "old", to: path)
    try await write(5..<10, "changed", to: path)
    try IndexCopy(from: path, to: backup).run()
    for _ in 0..<3 { try await write(0..<40, "new", to: path) }
    let reader = try Index(path: path)
    var copy = IndexCopy(from: backup, to: path)
    copy.replacesTarget = true
    let summary = try copy.run()
    #expect(summary.generation == reader.generation + 1)
    #expect(try reader.search("new", limit: 100).hits.count == 40)
    #expect(try reader.refresh())
    #expect(try reader.search("new", limit: 100).hits.isEmpty)
    #expect(try keys(with: "changed", in: path) == Set(5..<10))
    #expect(try keys(with: "old", in: path) == Set(0..<5).union(10..<30))
    // The manifest, two segments of six files, one of them with deleted documents, and the lock.
    #expect(try files(of: path).count == 15)
    try await write(0..<2, "later", to: path)
    #expect(try keys(with: "all", in: path) == Set(0..<30))
  }

  @Test func `an index that cannot be read is replaced, too`() async throws {
    let home = try TemporaryDirectory()
    let (backup, path) = (home.path(of: "backup"), home.path(of: "index"))
    try await write(0..<3, "x", to: backup)
    try await write(0..<9, "y", to: path)
    for name in try files(of: path).keys where name != "write.lock" {
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path + "/" + name))
    }
    try Data([1]).write(to: URL(fileURLWithPath: path + "/notes.txt"))
    var copy = IndexCopy(from: backup, to: path)
    copy.replacesTarget = true
    try copy.run()
    #expect(try keys(with: "all", in: path) == [0, 1, 2])
    #expect(try files(of: path).count == 9)
  }

  @Test func `a target that is not empty, or has a writer, is left alone`() async throws {
    let home = try TemporaryDirectory()
    let (source, target) = (home.path(of: "a"), home.path(of: "b"))
    try await write(0..<3, "x", to: source)
    try await write(0..<4, "y", to: target)
    let before = try files(of: target)
    var copy = IndexCopy(from: source, to: target)
    #expect { try copy.run() } throws: { ($0 as? IndexError)?.kind == .invalid }
    let writer = try IndexWriter(path: target)
    copy.replacesTarget = true
    #expect { try copy.run() } throws: { ($0 as? IndexError)?.kind == .locked }
    try await writer.close()
    #expect(try files(of: target) == before)
    let folder = home.path(of: "folder")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try Data([1]).write(to: URL(fileURLWithPath: folder + "/notes.txt"))
    copy = IndexCopy(from: source, to: folder)
    #expect { try copy.run() } throws: { ($0 as? IndexError)?.kind == .invalid }
    #expect(try files(of: folder).count == 1)
    copy = IndexCopy(from: home.path(of: "nothing"), to: home.path(of: "c"))
    #expect { try copy.run() } throws: { ($0 as? IndexError)?.kind == .notFound }
    #expect(!FileManager.default.fileExists(atPath: home.path(of: "c")))
  }

  @Test(arguments: [true, false])
  func `a damaged source is named, and a copy that ends early leaves nothing`(
    sharesFiles: Bool
  ) async throws {
    let home = try TemporaryDirectory()
    let source = home.path(of: "a")
    try await write(0..<30, "x", to: source)
    try await write(0..<3, "y", to: source)
    for (number, name) in try files(of: source).keys.sorted().enumerated()
    where name.hasPrefix("seg-") {
      let url = URL(fileURLWithPath: source + "/" + name)
      let original = try Data(contentsOf: url)
      var damaged = original
      damaged[17] ^= 0x40
      try damaged.write(to: url)
      var copy = IndexCopy(from: source, to: home.path(of: "copy\(number)"))
      copy.sharesFiles = sharesFiles
      let error = #expect(throws: IndexError.self) { try copy.run() }
      #expect(error?.kind == .damaged && error?.path == source + "/" + name, "\(name)")
      #expect(try Array(files(of: copy.target).keys) == ["write.lock"])
      try original.write(to: url)
    }
    let copy = IndexCopy(from: source, to: home.path(of: "last"))
    var asked = 0
    #expect(throws: CancellationError.self) {
      try copy.run(isCancelled: {
        asked += 1
        return asked == 4
      })
    }
    #expect(try Array(files(of: copy.target).keys) == ["write.lock"])
    try copy.run()
    #expect(try keys(with: "y", in: copy.target) == [0, 1, 2])
  }

  @Test(arguments: [true, false])
  func `what a killed backup has left is removed by the next, and nobody else's files are`(
    sharesFiles: Bool
  ) async throws {
    let home = try TemporaryDirectory()
    let (source, target) = (home.path(of: "a"), home.path(of: "b"))
    try await write(0..<30, "x", to: source)
    let names = try files(of: source).keys.filter { $0.hasPrefix("seg-") }.sorted()
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
    let left = names.prefix(4) + ["seg-0000000009.terms", "manifest-0000000007.tmp"]
    for name in left { try Data([1]).write(to: URL(fileURLWithPath: target + "/" + name)) }
    var copy = IndexCopy(from: source, to: target)
    copy.sharesFiles = sharesFiles
    // Without the mark it may be an index that has lost its manifest.
    #expect { try copy.run() } throws: { ($0 as? IndexError)?.kind == .invalid }
    let mark = URL(fileURLWithPath: target + "/manifest-copy.tmp")
    try Data().write(to: mark)
    let foreign = URL(fileURLWithPath: target + "/notes.txt")
    try Data([1]).write(to: foreign)
    #expect { try copy.run() } throws: { ($0 as? IndexError)?.kind == .invalid }
    #expect(try files(of: target).count == left.count + 2)
    try FileManager.default.removeItem(at: foreign)
    try copy.run()
    #expect(try files(of: target) == files(of: source))
    // With a commit it is an index, whatever else is there.
    try Data().write(to: mark)
    #expect { try copy.run() } throws: { ($0 as? IndexError)?.kind == .invalid }
    #expect(try keys(with: "x", in: target) == Set(0..<30))
    try await write(0..<1, "y", to: target)
    #expect(!FileManager.default.fileExists(atPath: mark.path))
  }

  @Test func `a backup under way keeps out another`() async throws {
    let home = try TemporaryDirectory()
    let (source, target) = (home.path(of: "a"), home.path(of: "b"))
    try await write(0..<30, "x", to: source)
    let copy = IndexCopy(from: source, to: target)
    var refusals = 0
    try copy.run(isCancelled: {
      do { try copy.run() } catch let error as IndexError where error.kind == .locked {
        refusals += 1
      } catch {}
      return false
    })
    #expect(refusals == 6)
    #expect(try keys(with: "x", in: target) == Set(0..<30))
  }
}
