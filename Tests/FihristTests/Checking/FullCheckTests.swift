import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

/// What only the level `.full` finds: files that are as they were written, and contradict each
/// other.
@Suite struct FullCheckTests {
  /// An index of one segment in which document i is `texts[i]`.
  private func makeIndex(_ texts: [String], at path: String) async throws {
    let field = Field.text("text", analyzer: "whitespace")
    let writer = try IndexWriter(path: path, schema: try Schema(fields: [field]))
    for (number, text) in texts.enumerated() {
      try await writer.add(SourceDocument(key: "k\(number)", values: ["text": text]))
    }
    try await writer.close()
  }

  /// Puts the stored documents of the index at `other` into that at `path`, properly.
  private func exchangeTexts(of path: String, with other: String) throws {
    let directory = IndexDirectory(path: path)
    var manifest = try Manifest.newest(in: directory)
    let name = try #require(manifest.segments[0].files[.documents]).name
    manifest.segments[0].files[.documents] =
      try Manifest.newest(in: IndexDirectory(path: other)).segments[0].files[.documents]
    try FileManager.default.removeItem(atPath: path + "/" + name)
    try FileManager.default.copyItem(atPath: other + "/" + name, toPath: path + "/" + name)
    manifest.generation += 1
    try manifest.commit(to: directory)
  }

  @Test(arguments: [
    ["a b c", "d", "x"], ["b a", "c d e", "x"], ["a a b", "d", "x"], ["a b", "d d", "x"],
    ["a b", "e", "x"], ["e", "c", "x"], ["a b", "d", "x"],
  ])
  func `texts that give other postings are found, document by document`(
    texts: [String]
  ) async throws {
    let home = try TemporaryDirectory()
    let (path, other) = (home.path(of: "a"), home.path(of: "b"))
    let indexed = ["a b", "d", "x"]
    try await makeIndex(indexed, at: path)
    try await makeIndex(texts, at: other)
    try exchangeTexts(of: path, with: other)
    let structure = try IndexCheck(path: path, level: .structure).run()
    #expect(structure.isWhole, "\(structure.findings)")
    let differing = indexed.indices.filter { indexed[$0] != texts[$0] }.map { "k\($0)" }
    let report = try IndexCheck(path: path, level: .full).run()
    #expect(report.findings.flatMap(\.documents.keys) == differing)
    #expect(report.findings.allSatisfy { $0.remedy == .indexAgain && $0.segment == 1 })
    // A repair at this level believes the texts.
    var repair = IndexRepair(path: path)
    repair.level = .full
    let repaired = try repair.run()
    #expect(repaired.lost == 0 && repaired.isWhole == differing.isEmpty)
    #expect(try IndexCheck(path: path, level: .full).run().isWhole)
    #expect(try StoredContents(path) == StoredContents(other))
  }

  @Test func `a key that lives twice is found`() async throws {
    let home = try TemporaryDirectory()
    try await makeIndex(["a", "b", "c"], at: home.path)
    try await makeIndex(["x", "y"], at: home.path)
    let directory = IndexDirectory(path: home.path)
    var manifest = try Manifest.newest(in: directory)
    manifest.segments[0].live = nil
    manifest.segments[0].liveCount = manifest.segments[0].documentCount
    manifest.segments[0].spaces[0].liveTotalLength = manifest.segments[0].spaces[0].totalLength
    manifest.generation += 1
    try manifest.commit(to: directory)
    #expect(try IndexCheck(path: home.path, level: .structure).run().isWhole)
    let report = try IndexCheck(path: home.path, level: .full).run()
    #expect(report.findings.map(\.documents.keys) == [["k0", "k1"]])
    #expect(report.findings[0].remedy == .restore && report.findings[0].segment == 2)
  }

  @Test func `without stored texts the check says that it compared none`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 6)
    try await articles.makeIndex(
      at: home.path, segments: 1, count: 10, schema: SampleArticles.schema(storesBody: false))
    let report = try IndexCheck(path: home.path, level: .full).run()
    #expect(report.isWhole && report.uncompared?.contains("\"body\"") == true)
  }
}
