import Fihrist
@testable import FihristArchive
import FihristTestSupport
import Foundation
import Testing

/// Pruning one folder of an index that several were read into.
@Suite struct PrunedFoldersTests {
  private let home: TemporaryDirectory
  private let index: String

  init() throws {
    home = try TemporaryDirectory()
    index = home.path(of: "index")
    for name in ["a", "b"] {
      try FileManager.default.createDirectory(
        atPath: home.path(of: name), withIntermediateDirectories: true)
    }
  }

  private func write(_ path: String, _ keys: Set<Int>) throws {
    let lines = keys.sorted().map { #"{"id":"\#($0)","title":"عنوان","content":"نص"}"# + "\n" }
    try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: home.path(of: path)))
  }

  /// Imports what is called `name`, and says how many documents were deleted if it `prunes`.
  @discardableResult
  private func run(_ name: String, prunes: Bool = false) async throws -> Int {
    let job = try ArchiveImport(try ArchiveInputs([home.path(of: name)]), into: index)
    if job.hasWork {
      let feed = job.feed()
      _ = try await job.run(feed, try feed.recognizeSchema())
    }
    return prunes ? try await job.settle().deleted : 0
  }

  private func keys() async throws -> Set<Int> {
    var keys: Set<Int> = []
    for try await document in try Index(path: index).documents() {
      keys.insert(try #require(Int(document.key)))
    }
    return keys
  }

  @Test func `what other folders have left stays until they are pruned`() async throws {
    try write("a/today.jsonl", [1])
    try await run("a")
    try write("a/today.jsonl", [2])
    try await run("a")
    try write("b/news.jsonl", [3, 4])
    try await run("b")
    try write("b/news.jsonl", [4])
    #expect(try await run("b", prunes: true) == 1)
    #expect(try await keys() == [1, 2, 4])
    #expect(try await run("b", prunes: true) == 0)
    #expect(try await run("a/today.jsonl", prunes: true) == 1)
    #expect(try await keys() == [2, 4])
  }

  @Test func `a document that another folder left last stays, though this one lost its key`()
    async throws
  {
    try write("b/news.jsonl", [1, 2])
    try await run("b")
    try write("a/today.jsonl", [1])
    try await run("a")
    try write("a/today.jsonl", [3])
    try await run("a")
    try write("b/news.jsonl", [2])
    #expect(try await run("b", prunes: true) == 0)
    #expect(try await keys() == [1, 2, 3])
    #expect(try await run("a", prunes: true) == 1)
    #expect(try await keys() == [2, 3])
  }

  /// Each folder has keys of its own; an import adds those of its files, and pruning keeps only
  /// these.
  @Test(arguments: 0..<4)
  func `pruning is the same as keeping a list for each folder`(seed: Int) async throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var files: [String: [String: Set<Int>]] = ["a": ["0": [0]], "b": ["0": [100]]]
    var expected: [String: Set<Int>] = [:]
    try write("a/0.jsonl", [0])
    try write("b/0.jsonl", [100])
    for _ in 0..<12 {
      let folder = Bool.random(using: &generator) ? "a" : "b"
      let name = "\(Int.random(in: 0..<3, using: &generator))"
      if Int.random(in: 0..<4, using: &generator) == 0, files[folder, default: [:]].count > 1,
        files[folder]?.removeValue(forKey: name) != nil
      {
        try FileManager.default.removeItem(atPath: home.path(of: "\(folder)/\(name).jsonl"))
      } else {
        let base = folder == "a" ? 0 : 100
        let keys = Set((0..<3).map { _ in base + Int.random(in: 0..<8, using: &generator) })
        files[folder]?[name] = keys
        try write("\(folder)/\(name).jsonl", keys)
      }
      let prunes = Bool.random(using: &generator)
      try await run(folder, prunes: prunes)
      let present = (files[folder] ?? [:]).values.reduce(into: Set()) { $0.formUnion($1) }
      expected[folder] = prunes ? present : expected[folder, default: []].union(present)
      let all = expected.values.reduce(into: Set()) { $0.formUnion($1) }
      #expect(try await keys() == all, "seed \(seed)")
    }
  }
}
