import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

@Suite struct RefreshTests {
  private func add(_ keys: Range<Int>, to writer: IndexWriter) async throws {
    for key in keys {
      try await writer.add(SourceDocument(key: "\(key)", values: ["body": "كتاب"]))
    }
    try await writer.commit()
  }

  private func makeWriter(_ path: String) throws -> IndexWriter {
    var options = IndexingOptions()
    options.mergesInBackground = false
    return try IndexWriter(path: path, options: options)
  }

  @Test func `a refresh opens what is new and shares the rest`() async throws {
    let home = try TemporaryDirectory()
    let writer = try makeWriter(home.path)
    try await add(0..<10, to: writer)
    try await add(10..<20, to: writer)
    let index = try Index(path: home.path)
    let before = index.commit.snapshot
    try await writer.delete(key: "3")
    try await add(20..<30, to: writer)
    #expect(try index.refresh())
    let after = index.commit.snapshot
    #expect(after.segments.count == 3)
    #expect(after.segments[1] === before.segments[1])
    // Deleted documents make a reader of their own, over the same files.
    #expect(after.segments[0] !== before.segments[0])
    let shares = unsafe after.segments[0].norms == before.segments[0].norms
    #expect(shares)
    #expect(before.segments[0].live == nil && after.segments[0].live?.liveCount == 9)
    #expect(before.documentCount == 20 && after.documentCount == 29)
    try await writer.merge()
    #expect(try index.refresh())
    #expect(index.documentCount == 29 && index.commit.snapshot.segments.count == 1)
    #expect(try index.search("كتاب", limit: 100, counting: .exact).total.value == 29)
    try await writer.close()
  }

  @Test func `a pinned index keeps its commit and shares what is open`() async throws {
    let home = try TemporaryDirectory()
    let writer = try makeWriter(home.path)
    try await add(0..<10, to: writer)
    let index = try Index(path: home.path)
    let pinned = index.pinned()
    try await add(10..<20, to: writer)
    #expect(try index.refresh())
    #expect(pinned.generation + 1 == index.generation && pinned.path == index.path)
    #expect(pinned.documentCount == 10 && index.documentCount == 20)
    #expect(try pinned.search("كتاب", counting: .exact).total.value == 10)
    #expect(index.commit.snapshot.segments[0] === pinned.commit.snapshot.segments[0])
    #expect(try pinned.refresh() && pinned.documentCount == 20)
    try await writer.close()
  }

  @Test func `a refreshed index says what an opened one says`() async throws {
    let home = try TemporaryDirectory()
    var random = SeededGenerator(seed: 5)
    let writer = try makeWriter(home.path)
    try await add(0..<5, to: writer)
    let index = try Index(path: home.path)
    for round in 0..<30 {
      let first = Int.random(in: 0..<40, using: &random)
      for key in 0..<Int.random(in: 0..<4, using: &random) {
        try await writer.delete(key: "\(first + key * 3)")
      }
      try await add(first..<first + Int.random(in: 0..<4, using: &random), to: writer)
      if round % 7 == 6 { try await writer.merge(toSegments: 2) }
      try index.refresh()
      let opened = try Index(path: home.path)
      #expect(index.generation == opened.generation)
      let found = try index.search("كتاب", limit: 99)
      #expect(try opened.search("كتاب", limit: 99) == found, "seed 5, round \(round)")
    }
    try await writer.close()
  }

  /// A damaged commit is an error, and what was open stays open.
  @Test func `a refresh that fails leaves the old commit`() async throws {
    let home = try TemporaryDirectory()
    let writer = try makeWriter(home.path)
    try await add(0..<10, to: writer)
    let index = try Index(path: home.path)
    try await add(10..<20, to: writer)
    try await writer.close()
    try FileManager.default.removeItem(atPath: home.path(of: "seg-0000000002.keys"))
    let error = #expect(throws: IndexError.self) { try index.refresh() }
    #expect(error?.kind == .damaged)
    #expect(index.documentCount == 10)
    #expect(try index.search("كتاب").hits.count == 10)
  }

  /// An index built in a fresh directory has commit 2 like the one that it replaces, or a lower
  /// number.
  @Test(arguments: [1, 2, 5])
  func `an index that was put there by a rename is noticed, whatever its number`(
    commits: Int
  ) async throws {
    let home = try TemporaryDirectory()
    let (live, next) = (home.path(of: "live"), home.path(of: "next"))
    let writer = try makeWriter(live)
    for commit in 0..<2 { try await add(commit * 3..<commit * 3 + 3, to: writer) }
    try await writer.close()
    let other = try makeWriter(next)
    for commit in 0..<commits { try await add(100 + commit..<101 + commit, to: other) }
    try await other.close()
    let index = try Index(path: live)
    #expect(try !index.refresh())
    let old = index.generation
    try FileManager.default.moveItem(atPath: live, toPath: home.path(of: "old"))
    #expect(throws: IndexError.self) { try index.refresh() }
    #expect(index.documentCount == 6)
    try FileManager.default.moveItem(atPath: next, toPath: live)
    #expect(try index.refresh())
    #expect(index.documentCount == commits)
    #expect(Set(try index.search("كتاب").hits.map(\.key)).contains("100"))
    #expect((index.generation == old) == (commits == 2))
    #expect(try !index.refresh())
    // What a copy of the same commit says of itself is the same: there is nothing new to show.
    try IndexCopy(from: live, to: next).run()
    try FileManager.default.moveItem(atPath: live, toPath: home.path(of: "older"))
    try FileManager.default.moveItem(atPath: next, toPath: live)
    #expect(try !index.refresh())
  }
}
