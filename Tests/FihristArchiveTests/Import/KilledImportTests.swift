@testable import FihristArchive
import FihristIndexing
import FihristStorage
import FihristTestSupport
import FihristUnpacking
import Foundation
import Synchronization
import Testing

/// An import that was killed at any moment goes on where its last commit stood, and ends in the
/// bytes of one that was not killed.
@Suite struct KilledImportTests {
  private let home: TemporaryDirectory
  private let folder: String

  /// A member that no field takes: it makes chunks, which commits fall between, of few records.
  private static let ballast = String(repeating: "x", count: 150_000)

  init() throws {
    home = try TemporaryDirectory()
    folder = home.path(of: "archive")
    try FileManager.default.createDirectory(
      atPath: folder + "/texts", withIntermediateDirectories: true)
    let records = (0..<16).map { Self.record("lines-\($0)") }
    try write("a.jsonl", Array(records.joined(separator: "\n").utf8))
    try write(
      "b.jsonl.gz",
      Packing.gzip(
        Array(
          (0..<8).map { Self.record("packed-\($0)") + "\n" }
            .joined().utf8)))
    // Some keys occur again, and the last record of each counts.
    let array = (0..<8).map { Self.record("lines-\($0 * 3)") }
    try write("c.json", Array("[\(array.joined(separator: ",\n"))]".utf8))
    let pages = (0..<8).map { ("p\($0).html", Self.page($0)) }
    try write("d.tar", Tar.bytes(pages))
    for number in 0..<5 {
      try write("texts/\(number).txt", Array("عنوان \(number)\nنص المقال".utf8))
    }
    let rows = (0..<10).map { "row-\($0),عنوان \($0),\($0 % 2 == 0 ? Self.ballast : "")" }
    try write("e.csv", Array(("id,title,pad\n" + rows.joined(separator: "\n")).utf8))
  }

  private static func record(_ key: String) -> String {
    #"{"id":"\#(key)","title":"عنوان \#(key)","content":"نص المقال","pad":"\#(ballast)"}"#
  }

  private static func page(_ number: Int) -> [UInt8] {
    let text = String(repeating: "كلمات المقال الطويل. ", count: 10)
    return Array(
      "<html><title>صفحة \(number)</title><!-- \(ballast) --><p>\(text)</p></html>".utf8)
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    let path = folder + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    // Files that were just written are looked at again a while later.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3_600)], ofItemAtPath: path)
  }

  /// Imports the folder into the index `name`; says how many disk calls that took.
  @discardableResult
  private func run(_ name: String, killedAt limit: Int = .max) async throws -> (
    calls: Int, job: ArchiveImport, summary: IndexingSummary?
  ) {
    let calls = Mutex(0)
    // As if the process had been killed: nothing reaches the disk from this call on.
    let disk = Disk(gate: { _ in
      calls.withLock {
        $0 += 1
        return $0 < limit ? 0 : EIO
      }
    })
    var reading = ArchiveOptions()
    reading.unpackArchives()
    let directory = IndexDirectory(path: home.path(of: name), disk: disk)
    let job = try ArchiveImport(
      try ArchiveInputs([folder]), into: directory, options: reading)
    var options = IndexingOptions()
    options.threads = 2
    options.commitDocuments = 1
    options.mergesInBackground = false
    let feed = job.feed()
    let chosen = try feed.recognizeSchema()
    let summary = try? await job.run(feed, chosen, options: options)
    return (calls.withLock { $0 }, job, summary)
  }

  /// The bytes of the only segment of the index `name` after a merge, by the kind of file.
  private func bytes(_ name: String) async throws -> [String: Data] {
    let path = home.path(of: name)
    try await IndexWriter.with(path: path) { try await $0.merge() }
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path)
    where name.hasPrefix("seg-") {
      let kind = String(name.split(separator: ".").last ?? "")
      #expect(files[kind] == nil, "\(name)")
      files[kind] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    }
    return files
  }

  @Test func `an import that is killed anywhere ends in the same bytes`() async throws {
    let whole = try await run("whole")
    // Of the keys of the array, six are known from the lines.
    #expect(whole.summary?.totalDocuments == 16 + 8 + 2 + 8 + 5 + 10)
    let expected = try await bytes("whole")
    #expect(expected.count >= 6)
    var partial = 0
    for limit in stride(from: 2, to: whole.calls, by: max(1, whole.calls / 9)) {
      let name = "killed-\(limit)"
      let killed = try await run(name, killedAt: limit)
      // Files that are not needed any more need not be removed: that one ended.
      if killed.summary != nil { continue }
      let second = try await run(name)
      if second.job.isResumed, second.job.counts.resumed > 0 { partial += 1 }
      #expect(try await bytes(name) == expected, "killed at call \(limit) of \(whole.calls)")
      let third = try await run(name)
      #expect(third.job.counts.unchanged == 10 && !third.job.hasWork, "\(third.job.counts)")
    }
    // Some were killed in the middle of a file.
    #expect(partial > 1)
  }

  @Test func `an import that is killed again and again still ends`() async throws {
    let whole = try await run("whole")
    let expected = try await bytes("whole")
    var generator = SeededGenerator(seed: 18)
    var kills = 0
    while true {
      let limit = Int.random(in: 10...max(11, whole.calls / 2), using: &generator)
      let killed = try await run("killed", killedAt: limit)
      if killed.summary != nil { break }
      kills += 1
      try #require(kills < 200)
    }
    #expect(kills > 1)
    #expect(try await bytes("killed") == expected)
  }

  @Test func `commits come after a number of documents, or after a time`() async throws {
    for (name, documents, seconds) in [("n", 1, nil), ("s", nil, 0.000001), ("none", nil, nil)]
      as [(String, Int?, Double?)]
    {
      var options = IndexingOptions()
      options.commitDocuments = documents
      options.commitSeconds = seconds
      options.mergesInBackground = false
      let job = try ArchiveImport(
        try ArchiveInputs([folder + "/a.jsonl"]), into: home.path(of: name))
      let feed = job.feed()
      let summary = try await job.run(feed, try feed.recognizeSchema(), options: options)
      #expect(summary.documents == 16)
      // 2.4 MB are three chunks. Making the index is a commit, too.
      #expect(name == "none" ? summary.generation == 2 : summary.generation >= 4, "\(name)")
    }
  }
}
