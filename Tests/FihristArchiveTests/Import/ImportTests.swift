import Fihrist
@testable import FihristArchive
import FihristTestSupport
import Foundation
import Testing

/// Imports of a folder that changes between them.
@Suite struct ImportTests {
  private let home: TemporaryDirectory
  private let folder: String
  private let index: String

  init() throws {
    home = try TemporaryDirectory()
    folder = home.path(of: "archive")
    index = home.path(of: "index")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func write(_ name: String, _ keys: [Int], _ mark: String) throws {
    let lines = keys.map { #"{"id":"k\#($0)","title":"\#(mark)","content":"نص"}"# + "\n" }
    try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  /// Sets the time of change of a file to so many seconds ago.
  private func age(_ name: String, _ seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)],
      ofItemAtPath: folder + "/" + name)
  }

  /// Imports the folder, and deletes what is gone if that `prunes`.
  @discardableResult
  private func run(
    prunes: Bool = false, all: Bool = false, instructions: String = ""
  ) async throws -> (counts: ImportCounts, documents: Int, deleted: Int) {
    var (counts, documents, deleted) = (ImportCounts(), 0, 0)
    for pass in 0..<4 {
      let job = try ArchiveImport(
        try ArchiveInputs([folder]), into: index, instructions: instructions,
        readsAll: all && pass == 0)
      if pass == 0 { counts = job.counts }
      if job.hasWork {
        let feed = job.feed()
        let known = try? Index(path: index).information
        let chosen = try feed.recognizeSchema(
          known: known.map { KnownSchema(schema: $0.schema, inputMapping: $0.inputMapping) })
        documents += try await job.run(feed, chosen).documents
      }
      guard prunes else { break }
      let settled = try await job.settle()
      deleted += settled.deleted
      if settled.filesToReadAgain == 0 { break }
    }
    return (counts, documents, deleted)
  }

  /// The titles of all documents by their keys.
  private func documents() async throws -> [String: String] {
    var found: [String: String] = [:]
    for try await document in try Index(path: index).documents() {
      found[document.key] = document["title"]
    }
    return found
  }

  @Test func `unchanged files are not read, changed ones are`() async throws {
    try write("a.jsonl", [1, 2], "a")
    try write("b.jsonl", [3], "b")
    try age("a.jsonl", 100)
    try age("b.jsonl", 100)
    #expect(try await run().documents == 3)
    let second = try await run()
    #expect(second.counts.unchanged == 2 && second.documents == 0)
    try write("a.jsonl", [2, 4], "c")
    let third = try await run()
    #expect(third.counts.changed == 1 && third.counts.unchanged == 1 && third.documents == 2)
    // Nothing is deleted unless that is asked for.
    #expect(try await documents() == ["k1": "a", "k2": "c", "k3": "b", "k4": "c"])
    #expect(try await run(prunes: true).deleted == 1)
    #expect(try await documents() == ["k2": "c", "k3": "b", "k4": "c"])
    #expect(try await run(all: true).documents == 3)
  }

  @Test func `contents decide if only the time has changed, or was too near`() async throws {
    try write("a.jsonl", [1, 2], "a")
    try await run()
    // The file was written just before it was read, so its time alone proves nothing.
    let time = try FileManager.default.attributesOfItem(atPath: folder + "/a.jsonl")[
      .modificationDate]
    try write("a.jsonl", [1, 3], "a")
    try FileManager.default.setAttributes(
      [.modificationDate: time as Any], ofItemAtPath: folder + "/a.jsonl")
    #expect(try await run().counts.changed == 1)
    try age("a.jsonl", 500)
    let touched = try await run()
    #expect(touched.counts.unchanged == 1 && touched.documents == 0)
    // Its new time is known now; a file with an old time is trusted without being read.
    try write("a.jsonl", [1, 4], "a")
    try age("a.jsonl", 400)
    #expect(try await run().counts.changed == 1)
  }

  @Test func `files that are gone lose their documents only by pruning`() async throws {
    try write("a.jsonl", [1, 2], "a")
    try write("b.jsonl", [3], "b")
    try await run()
    try FileManager.default.removeItem(atPath: folder + "/a.jsonl")
    let kept = try await run()
    #expect(kept.counts.vanished == 1 && kept.deleted == 0)
    #expect(try await documents().count == 3)
    #expect(try await run(prunes: true).deleted == 2)
    #expect(try await documents() == ["k3": "b"])
    #expect(try await run(prunes: true).counts.vanished == 0)
  }

  @Test func `a file that is moved keeps its documents`() async throws {
    try write("a.jsonl", [1, 2], "a")
    try write("b.jsonl", [3], "b")
    try await run()
    try FileManager.default.moveItem(
      atPath: folder + "/a.jsonl", toPath: folder + "/z.jsonl")
    let moved = try await run(prunes: true)
    #expect(moved.counts.new == 1 && moved.counts.vanished == 1 && moved.deleted == 0)
    #expect(try await documents() == ["k1": "a", "k2": "a", "k3": "b"])
  }

  @Test func `a key that two files have stays with the one that is left`() async throws {
    try write("a.jsonl", [1, 2], "a")
    try write("b.jsonl", [2, 3], "b")
    try await run()
    #expect(try await documents()["k2"] == "b")
    try FileManager.default.removeItem(atPath: folder + "/b.jsonl")
    let pruned = try await run(prunes: true)
    #expect(pruned.deleted == 1)
    #expect(try await documents() == ["k1": "a", "k2": "a"])
  }

  @Test func `other instructions read everything again`() async throws {
    try write("a.jsonl", [1], "a")
    try age("a.jsonl", 100)
    try await run()
    #expect(try await run().counts.unchanged == 1)
    #expect(try await run(instructions: "other").counts.changed == 1)
    #expect(try await run(instructions: "other").counts.unchanged == 1)
  }

  @Test func `a file that is named in another way is read again, as its key may differ`()
    async throws
  {
    try FileManager.default.createDirectory(
      atPath: folder + "/sub", withIntermediateDirectories: true)
    try Data("عنوان\nنص".utf8).write(to: URL(fileURLWithPath: folder + "/sub/a.txt"))
    try await run()
    let inner = try ArchiveImport(try ArchiveInputs([folder + "/sub"]), into: index)
    #expect(inner.counts.changed == 1)
    let feed = inner.feed()
    _ = try await inner.run(feed, try feed.recognizeSchema())
    #expect(Set(try await documents().keys) == ["sub/a.txt", "a.txt"])
    let again = try ArchiveImport(try ArchiveInputs([folder + "/sub/."]), into: index)
    #expect(again.counts.unchanged == 1)
  }

  @Test func `notes that are damaged or gone cost reading again, and nothing else`() async throws {
    try write("a.jsonl", [1], "a")
    try age("a.jsonl", 100)
    try await run()
    let names = try FileManager.default.contentsOfDirectory(atPath: index).filter {
      $0.hasPrefix("inputs-")
    }
    #expect(names.count == 1)
    let file = URL(fileURLWithPath: index + "/" + names[0])
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: file)
    let job = try ArchiveImport(try ArchiveInputs([folder]), into: index)
    #expect(job.hasLostNotes && job.counts.new == 1)
    try await run()
    #expect(try await run(prunes: true).counts.unchanged == 1)
    try FileManager.default.removeItem(at: file)
    #expect(try await documents() == ["k1": "a"])
  }

  @Test func `two imports at once do not mix what they remember`() async throws {
    try write("a.jsonl", [1], "a")
    let first = try ArchiveImport(try ArchiveInputs([folder]), into: index)
    try await run()
    let feed = first.feed()
    let chosen = try feed.recognizeSchema()
    await #expect(throws: IndexError.self) { _ = try await first.run(feed, chosen) }
    #expect(try await run().counts.unchanged == 1)
  }

  /// Any course of changes ends where indexing the folder at once would.
  @Test(arguments: 0..<6)
  func `a random course of changes keeps the index in step`(seed: Int) async throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var files: [String: (keys: Set<Int>, mark: String)] = [:]
    for step in 0..<14 {
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let name = "f\(Int.random(in: 0..<5, using: &generator)).jsonl"
        switch Int.random(in: 0..<5, using: &generator) {
        case 0 where files.count > 1 && files[name] != nil:
          files[name] = nil
          try FileManager.default.removeItem(atPath: folder + "/" + name)
        case 1:
          if let old = files.keys.sorted().first, old != name {
            files[name] = files.removeValue(forKey: old)
            try? FileManager.default.removeItem(atPath: folder + "/" + name)
            try FileManager.default.moveItem(
              atPath: folder + "/" + old, toPath: folder + "/" + name)
          }
        default:
          let keys = Set((0..<4).map { _ in Int.random(in: 0..<12, using: &generator) })
          files[name] = (keys, "m\(step)-\(name)")
          try write(name, keys.sorted(), "m\(step)-\(name)")
        }
      }
      if files.isEmpty { continue }
      try await run(prunes: Bool.random(using: &generator))
    }
    try write("last.jsonl", [99], "last")
    files["last.jsonl"] = ([99], "last")
    try await run(prunes: true)
    let found = try await documents()
    #expect(Set(found.keys) == Set(files.values.flatMap(\.keys).map { "k\($0)" }), "seed \(seed)")
    for (key, mark) in found {
      let holders = files.values.filter { $0.keys.contains(Int(key.dropFirst()) ?? -1) }
      #expect(holders.contains { $0.mark == mark }, "seed \(seed): \(key) is of \(mark)")
    }
  }
}
