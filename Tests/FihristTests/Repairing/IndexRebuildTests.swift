import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

@Suite struct IndexRebuildTests {
  /// Merges the index at `path` to one segment and returns the bytes of its files by what they
  /// hold.
  private func canonicalFiles(_ path: String) async throws -> [String: Data] {
    let writer = try IndexWriter(path: path)
    try await writer.merge()
    try await writer.close()
    var files: [String: Data] = [:]
    for (name, data) in try Files.all(path) where name.hasPrefix("seg") {
      files[String(name.split(separator: ".")[1])] = data
    }
    return files
  }

  @Test(arguments: [true, false], [true, false])
  func `an index that is rebuilt is what its documents make, byte for byte`(
    keepsPath: Bool, positions: Bool
  ) async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 1)
    let (path, copy) = (home.path(of: "a"), home.path(of: "b"))
    try await articles.makeIndex(
      at: path, segments: 3, count: 50, schema: SampleArticles.schema(positions: positions))
    try IndexCopy(from: path, to: copy).run()
    let (before, files) = (try StoredContents(path), try Files.all(path))
    let target = keepsPath ? path : home.path(of: "c")
    var last: (UInt64, UInt64) = (0, 1)
    let summary = try IndexRebuild(path: path, target: keepsPath ? nil : target).run(
      progress: { last = ($0, $1) })
    #expect(summary.documents == before.keys.count && summary.segments == 1)
    #expect(last.0 == last.1 && last.0 == UInt64(before.keys.count))
    #expect(summary.generation == (keepsPath ? 5 : 1))
    #expect(try StoredContents(target) == before)
    #expect(try IndexCheck(path: target, level: .full).run().isWhole)
    if !keepsPath { #expect(try Files.all(path) == files) }
    #expect(try Files.names(".live", in: target).isEmpty)
    #expect(try await canonicalFiles(target) == canonicalFiles(copy))
  }

  @Test func `with little memory there are more segments, and the same documents`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 2)
    try await articles.makeIndex(at: home.path, segments: 1, count: 600)
    let before = try StoredContents(home.path)
    var rebuild = IndexRebuild(path: home.path)
    rebuild.memory = 0
    let summary = try rebuild.run()
    #expect(summary.segments > 1 && summary.documents == 600)
    #expect(try StoredContents(home.path) == before)
    #expect(try IndexCheck(path: home.path, level: .full).run().isWhole)
  }

  @Test func `an index of another version's analyzer is converted to this one's`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 3)
    try await articles.makeIndex(at: home.path, segments: 1, count: 10)
    let directory = IndexDirectory(path: home.path)
    var manifest = try Manifest.newest(in: directory)
    let identity = manifest.analyzerIdentity
    manifest.analyzerIdentity = "arabic/0(old)"
    manifest.generation += 1
    try manifest.commit(to: directory)
    #expect { try Index(path: home.path) } throws: { ($0 as? IndexError)?.kind == .unsupported }
    #expect(try IndexCheck(path: home.path, level: .full).run().uncompared != nil)
    // A repair does not mix the terms of two analyzers.
    try Files.flip("seg-0000000001.terms", in: home.path)
    #expect { try IndexRepair(path: home.path).run() } throws: {
      ($0 as? IndexError)?.kind == .unsupported
    }
    try Files.flip("seg-0000000001.terms", in: home.path)
    try IndexRebuild(path: home.path).run()
    #expect(try Manifest.newest(in: directory).analyzerIdentity == identity)
    #expect(try Index(path: home.path).documentCount == 10)
  }

  @Test func `an empty index, and one of deleted documents, is rebuilt to nothing`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 4)
    let writer = try IndexWriter(path: home.path, schema: try SampleArticles.schema())
    try await writer.close()
    #expect(try IndexRebuild(path: home.path).run().segments == 0)
    let next = try IndexWriter(path: home.path)
    try await next.add(articles.article("a"))
    try await next.commit()
    try await next.delete(key: "a")
    try await next.close()
    #expect(try IndexRebuild(path: home.path).run().documents == 0)
    #expect(try Files.all(home.path).count == 1)
    #expect(try IndexCheck(path: home.path).run().isWhole)
  }

  @Test func `whatever cannot be rebuilt is left alone`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 5)
    let (path, other) = (home.path(of: "a"), home.path(of: "b"))
    try await articles.makeIndex(at: path, segments: 2, count: 10)
    try await articles.makeIndex(
      at: other, segments: 1, count: 5, schema: SampleArticles.schema(storesBody: false))
    func refusal(_ rebuild: IndexRebuild) -> IndexError? {
      let error = #expect(throws: IndexError.self) { try rebuild.run() }
      return error
    }
    let unstored = refusal(IndexRebuild(path: other, target: home.path(of: "new")))
    #expect(unstored?.kind == .invalid && unstored?.reason.contains("\"body\"") == true)
    let taken = refusal(IndexRebuild(path: path, target: other))
    #expect(taken?.kind == .invalid && taken?.path == other)
    #expect(refusal(IndexRebuild(path: home.path(of: "none")))?.kind == .notFound)
    #expect(!FileManager.default.fileExists(atPath: home.path(of: "new")))
    #expect(!FileManager.default.fileExists(atPath: home.path(of: "none")))
    var files = try Files.all(path)
    do {
      let lock = try IndexDirectory(path: path).lock()
      defer { withExtendedLifetime(lock) {} }
      #expect(refusal(IndexRebuild(path: path))?.kind == .locked)
      try IndexRebuild(path: path, target: home.path(of: "c")).run()
    }
    var asked = 0
    #expect(throws: CancellationError.self) {
      try IndexRebuild(path: path).run(isCancelled: {
        asked += 1
        return asked == 12
      })
    }
    #expect(try Files.all(path) == files)
    try Files.flip("seg-0000000002.documents", in: path)
    files = try Files.all(path)
    #expect(refusal(IndexRebuild(path: path))?.kind == .damaged)
    #expect(try Files.all(path) == files)
  }
}
