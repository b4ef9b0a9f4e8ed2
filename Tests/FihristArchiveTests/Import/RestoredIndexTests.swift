import Fihrist
import FihristTestSupport
import Foundation
import Testing

@testable import FihristArchive

/// Imports into an index that a backup has replaced.
@Suite struct RestoredIndexTests {
  private let home: TemporaryDirectory
  private let index: String

  init() throws {
    home = try TemporaryDirectory()
    index = home.path(of: "index")
    for name in ["a", "b", "c"] {
      let line = #"{"id":"\#(name)","title":"عنوان","content":"نص"}"# + "\n"
      try Data(line.utf8).write(to: URL(fileURLWithPath: file(name)))
    }
  }

  private func file(_ name: String) -> String { home.path(of: name + ".jsonl") }

  @discardableResult
  private func run(_ names: String..., into other: String? = nil) async throws -> ImportCounts {
    let job = try ArchiveImport(try ArchiveInputs(names.map(file)), into: other ?? index)
    if job.hasWork {
      let feed = job.feed()
      _ = try await job.run(feed, try feed.recognizeSchema())
    }
    return job.counts
  }

  private func restore(_ name: String) throws {
    var copy = IndexCopy(from: home.path(of: name), to: index)
    copy.replacesTarget = true
    try copy.run()
  }

  private func keys() async throws -> [String] {
    var keys: [String] = []
    for try await document in try Index(path: index).documents() { keys.append(document.key) }
    return keys.sorted()
  }

  private var isLost: Bool {
    get throws { try IndexCheck(path: index, level: .checksums).run().hasLostNotes }
  }

  @Test func `an index remembers after a restore what it remembered at the backup`() async throws {
    try await run("a")
    try IndexCopy(from: index, to: home.path(of: "monday")).run()
    try await run("b")
    try restore("monday")
    #expect(try !isLost)
    let names = try FileManager.default.contentsOfDirectory(atPath: index)
    #expect(names.count { $0.hasPrefix("inputs-") } == 1)
    let counts = try await run("a", "b")
    #expect(counts.unchanged == 1 && counts.new == 1)
    #expect(try await keys() == ["a", "b"])
  }

  @Test func `what was written between two backups is not what the second remembers`()
    async throws
  {
    try await run("a")
    try IndexCopy(from: index, to: home.path(of: "monday")).run()
    try await run("b")
    try IndexCopy(from: index, to: home.path(of: "tuesday")).run()
    try restore("monday")
    try await run("c")
    try restore("tuesday")
    #expect(try isLost)
    #expect(try await keys() == ["a", "b"])
    let report = try IndexPurge(path: index, keys: ["b"]).run()
    #expect(report.hasLostNotes && report.purged.count == 1)
    #expect(try await run("a", "b", "c").new == 3)
    #expect(try await keys() == ["a", "b", "c"])
    #expect(try await run("a", "b", "c").unchanged == 3)
  }

  @Test func `a copy of the directory that went its own way has notes of its own`() async throws {
    try await run("a")
    let other = home.path(of: "other")
    try FileManager.default.copyItem(atPath: index, toPath: other)
    try await run("c")
    try await run("b", into: other)
    try restore("other")
    #expect(try isLost)
    #expect(try await keys() == ["a", "b"])
    #expect(try await run("a", "b", "c").new == 3)
    #expect(try await keys() == ["a", "b", "c"])
  }
}
