import FihristTestSupport
import Foundation
import Synchronization
import Testing

@testable import Fihrist

/// The path of an index comes to lead to another directory while a program works on the index.
@Suite struct MovedDirectoryTests {
  /// What happens to the directory at `live`.
  enum Move: CaseIterable {
    /// It is moved away, and nothing replaces it.
    case away
    /// It is moved away, and another index replaces it.
    case replaced
    /// The same, and the other index has made more commits.
    case replacedByLater
    /// It is deleted, and an empty one is made.
    case remade
    /// It is deleted.
    case deleted
  }

  /// What a program does to an index.
  enum Work: CaseIterable {
    case commit, merge, purge, rebuild, repair, restore
  }

  private let home: TemporaryDirectory
  private var live: String { home.path(of: "live") }
  private var gone: String { home.path(of: "gone") }

  init() throws { home = try TemporaryDirectory() }

  /// An index of `commits` commits of five documents each.
  private func makeIndex(at path: String, word: String, commits: Int = 2) async throws {
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: path, schema: try SampleArticles.schema(), options: options)
    for commit in 0..<commits {
      for number in 0..<5 {
        let key = "\(word)\(commit)-\(number)"
        try await writer.add(SourceDocument(key: key, values: ["title": key, "body": word]))
      }
      try await writer.commit()
    }
    try await writer.close()
  }

  private func perform(_ move: Move) throws {
    let files = FileManager.default
    switch move {
    case .away, .replaced, .replacedByLater: try files.moveItem(atPath: live, toPath: gone)
    case .remade, .deleted: try files.removeItem(atPath: live)
    }
    switch move {
    case .replaced, .replacedByLater:
      try files.moveItem(atPath: home.path(of: "next"), toPath: live)
    case .remade: try files.createDirectory(atPath: live, withIntermediateDirectories: false)
    case .away, .deleted: break
    }
  }

  /// What lies at `live` now; nil if nothing does.
  private var present: [String: Data]? { try? Files.all(live) }

  /// Does `work` and calls `move` after its start and before its commit.
  private func run(_ work: Work, _ move: @escaping @Sendable () -> Void) async throws {
    let moving = Once(move)
    switch work {
    case .commit:
      let writer = try IndexWriter(path: live)
      try await writer.add(SourceDocument(key: "new", values: ["body": "جديد"]))
      moving.run()
      try await writer.commit()
    case .merge:
      let writer = try IndexWriter(path: live)
      moving.run()
      try await writer.merge()
    case .purge:
      _ = try IndexPurge(path: live, keys: ["old0-1"]).run(isCancelled: moving.runAndGoOn)
    case .rebuild:
      _ = try IndexRebuild(path: live).run(progress: { _, _ in moving.run() })
    case .repair:
      try Files.flip("seg-0000000001.postings", in: live)
      _ = try IndexRepair(path: live).run(progress: { _, _, _ in moving.run() })
    case .restore:
      try await makeIndex(at: home.path(of: "backup"), word: "backup")
      var copy = IndexCopy(from: home.path(of: "backup"), to: live)
      copy.replacesTarget = true
      _ = try copy.run(progress: { _, _ in moving.run() })
    }
  }

  /// Something that is done the first time it is asked for.
  private final class Once: Sendable {
    private let isDone = Mutex(false)
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    @Sendable func run() {
      let isFirst = isDone.withLock { done in
        defer { done = true }
        return !done
      }
      if isFirst { body() }
    }

    @Sendable func runAndGoOn() -> Bool {
      run()
      return false
    }
  }

  @Test(arguments: Work.allCases, Move.allCases)
  func `nothing is committed to another directory, and the error says why`(
    work: Work, move: Move
  ) async throws {
    try await makeIndex(at: live, word: "old")
    try await makeIndex(
      at: home.path(of: "next"), word: "next", commits: move == .replacedByLater ? 7 : 1)
    let reader = try Index(path: live)
    let other = Mutex<[String: Data]?>(nil)
    let error = await #expect(throws: IndexError.self, "\(work), \(move)") {
      try await run(work) {
        try? perform(move)
        other.withLock { $0 = present }
      }
    }
    #expect(error?.kind == .moved, "\(work), \(move): \(String(describing: error))")
    #expect(error?.path == live)
    // Not even a temporary file, nor a lock, came to the other directory; nor did any go.
    #expect(present == other.withLock { $0 }, "\(work), \(move)")
    if FileManager.default.fileExists(atPath: gone), work != .repair {
      #expect(try IndexCheck(path: gone).run().isWhole)
      #expect(try StoredContents(gone).keys.count == 10)
    }
    // Readers continue, and see what has replaced it when they ask.
    #expect(try reader.search("old").hits.count == 10)
    switch move {
    case .replaced, .replacedByLater:
      #expect(try reader.refresh())
      #expect(try reader.search("old").hits.isEmpty)
      #expect(reader.documentCount == (move == .replaced ? 5 : 35))
      let writer = try IndexWriter(path: live)
      try await writer.add(SourceDocument(key: "after", values: ["body": "next"]))
      try await writer.close()
      #expect(try IndexCheck(path: live).run().isWhole)
    case .away, .remade, .deleted:
      #expect(throws: IndexError.self) { try reader.refresh() }
      #expect(try reader.search("old").hits.count == 10)
    }
  }

  @Test func `a merge in the background leaves another directory alone`() async throws {
    var options = IndexingOptions()
    options.mergesInBackground = true
    options.mergeShare = 0.01
    let writer = try IndexWriter(path: live, options: options)
    for number in 0..<24 {
      try await writer.add(SourceDocument(key: "\(number)", values: ["body": "كتاب \(number)"]))
      if number < 23 { try await writer.commit() }
    }
    try await makeIndex(at: home.path(of: "next"), word: "next", commits: 3)
    try perform(.replaced)
    let before = present
    let error = await #expect(throws: IndexError.self) { try await writer.commit() }
    #expect(error?.kind == .moved)
    writer.setMergeShare(1)
    try? await writer.close()
    #expect(present == before)
    #expect(try IndexCheck(path: live).run().isWhole && IndexCheck(path: gone).run().isWhole)
  }

  /// In a process of its own, because the working directory is the whole process's.
  @Test func `a relative path means what it meant, whatever the working directory becomes`()
    async
  {
    await #expect(processExitsWith: .success) {
      let home = try TemporaryDirectory()
      let files = FileManager.default
      for folder in ["a", "b"] {
        try files.createDirectory(
          atPath: home.path(of: folder), withIntermediateDirectories: false)
      }
      func add(_ key: String, to path: String) async throws {
        let writer = try IndexWriter(path: path)
        try await writer.add(SourceDocument(key: key, values: ["body": "كتاب"]))
        try await writer.close()
      }
      try await add("other", to: home.path(of: "b/live"))
      let before = try Files.all(home.path(of: "b/live"))
      guard files.changeCurrentDirectoryPath(home.path(of: "a")) else { exit(1) }
      let writer = try IndexWriter(path: "live")
      try await writer.add(SourceDocument(key: "first", values: ["body": "كتاب"]))
      try await writer.commit()
      let reader = try Index(path: "live")
      guard files.changeCurrentDirectoryPath(home.path(of: "b")) else { exit(2) }
      try await writer.add(SourceDocument(key: "second", values: ["body": "كتاب"]))
      try await writer.commit()
      try await writer.merge()
      guard try await writer.delete(matching: "كتاب") == 2 else { exit(3) }
      await writer.rollback()
      try await writer.close()
      guard try Files.all(home.path(of: "b/live")) == before else { exit(4) }
      guard try StoredContents(home.path(of: "a/live")).keys == ["first", "second"] else { exit(5) }
      guard try reader.refresh(), reader.documentCount == 2 else { exit(6) }
    }
  }
}
