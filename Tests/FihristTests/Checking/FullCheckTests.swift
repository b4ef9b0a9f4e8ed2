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

  /// Puts a file of the index at `other`, its stored documents if none is named, into that at
  /// `path`, properly.
  private func exchange(
    _ kind: FileKind = .documents, of path: String, with other: String
  ) throws {
    let directory = IndexDirectory(path: path)
    var manifest = try Manifest.newest(in: directory)
    let name = try #require(manifest.segments[0].files[kind]).name
    manifest.segments[0].files[kind] =
      try Manifest.newest(in: IndexDirectory(path: other)).segments[0].files[kind]
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
    try exchange(of: path, with: other)
    let structure = try IndexCheck(path: path, level: .structure).run()
    #expect(structure.isWhole, "\(structure.findings)")
    let differing = indexed.indices.filter { indexed[$0] != texts[$0] }.map { "k\($0)" }
    let report = try IndexCheck(path: path, level: .full).run()
    #expect(report.findings.flatMap(\.documents.keys) == differing)
    #expect(report.findings.allSatisfy { $0.remedy == .rebuild && $0.segment == 1 })
    #expect(!report.isDamaged && report.segments[0].isWhole == differing.isEmpty)
    #expect(report.segments.allSatisfy { !$0.isDamaged })
    #expect(report.findings.allSatisfy { $0.reason.contains("it is as it was written") })
    // A repair at this level believes the texts.
    var repair = IndexRepair(path: path)
    repair.level = .full
    let repaired = try repair.run()
    #expect(repaired.lost == 0 && repaired.isWhole == differing.isEmpty)
    #expect(try IndexCheck(path: path, level: .full).run().isWhole)
    #expect(try StoredContents(path) == StoredContents(other))
  }

  private static let columnFields: [Field] = [
    .text("text", analyzer: "whitespace"), .keyword("name"), .integer("length"),
    .decimal("price"), .boolean("paid"), .date("date", order: .monthDay),
    .keyword("hidden", isStored: false),
  ]

  private static let columnValues = [
    ["name": "a", "length": "3", "price": "0.5", "paid": "yes", "date": "05/06/2024"],
    ["name": "a", "length": "x", "date": "1445-10"], ["text": "only words"], ["name": ""],
    ["name": String(repeating: "x", count: 1_025), "date": "2024-05-18T10:20:30+03:00"],
  ]

  private func makeColumns(_ changes: [String: String], at path: String) async throws {
    let writer = try IndexWriter(path: path, schema: try Schema(fields: Self.columnFields))
    for (number, given) in Self.columnValues.enumerated() {
      var values = given.merging(["hidden": "h\(number)"]) { $1 }
      if number == 1 { values.merge(changes) { $1 } }
      let lists = number == 2 ? ["name": ["b", "a", "b", ""]] : [:]
      try await writer.add(SourceDocument(key: "k\(number)", values: values, lists: lists))
    }
    try await writer.close()
  }

  @Test(arguments: [
    ["name": "b"], ["length": "4"], ["price": "0"], ["paid": "no"], ["date": "2024"], [:],
    ["hidden": "other"],
  ])
  func `columns that have other values than the stored texts are found`(
    _ changes: [String: String]
  ) async throws {
    let home = try TemporaryDirectory()
    let (path, other) = (home.path(of: "a"), home.path(of: "b"))
    try await makeColumns([:], at: path)
    try await makeColumns(changes, at: other)
    let before = try StoredContents(path)
    try exchange(.columns, of: path, with: other)
    #expect(try IndexCheck(path: path, level: .structure).run().isWhole)
    let report = try IndexCheck(path: path, level: .full).run()
    #expect(report.isDamaged == !report.isWhole)
    // A field that is not stored has only its column.
    let isFound = !changes.isEmpty && changes["hidden"] == nil
    #expect(report.findings.flatMap(\.documents.keys) == (isFound ? ["k1"] : []))
    #expect(
      report.findings.allSatisfy { $0.file.hasSuffix(".columns") && $0.remedy == .indexAgain })
    guard isFound else { return }
    var repair = IndexRepair(path: path)
    repair.level = .full
    #expect(try repair.run().lost == 0)
    #expect(try IndexCheck(path: path, level: .full).run().isWhole)
    #expect(try StoredContents(path) == before)
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
