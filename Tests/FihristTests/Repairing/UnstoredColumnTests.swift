import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

/// Columns of fields that are not stored: what is made from stored texts has to take them from the
/// old columns.
@Suite struct UnstoredColumnTests {
  private let home: TemporaryDirectory

  init() throws { home = try TemporaryDirectory() }

  /// Two segments, with documents that were replaced and deleted.
  private func makeIndex() async throws {
    var articles = SampleArticles(seed: 21)
    var options = IndexingOptions()
    options.mergesInBackground = false
    let schema = try SampleArticles.schemaOfColumns()
    let writer = try IndexWriter(path: home.path, schema: schema, options: options)
    for segment in 0..<2 {
      for number in segment * 30..<segment * 30 + 40 {
        try await writer.add(articles.articleOfColumns("k\(number)"))
      }
      try await writer.delete(key: "k7")
      try await writer.commit()
    }
    try await writer.close()
  }

  private func columnBytes() async throws -> Data? {
    let writer = try IndexWriter(path: home.path)
    try await writer.merge(toSegments: 1)
    try await writer.close()
    return try Files.all(home.path).first { $0.key.hasSuffix(".columns") }?.value
  }

  @Test func `a rebuilt index has the same columns, and merged the same bytes`() async throws {
    try await makeIndex()
    let before = try StoredContents(home.path)
    let other = try TemporaryDirectory()
    let copy = other.path
    try IndexCopy(from: home.path, to: copy).run()
    try IndexRebuild(path: home.path).run()
    #expect(try StoredContents(home.path) == before)
    #expect(try IndexCheck(path: home.path, level: .full).run().isWhole)
    let rebuilt = try await columnBytes()
    let writer = try IndexWriter(path: copy)
    try await writer.merge(toSegments: 1)
    try await writer.close()
    let merged = try Files.all(copy).first { $0.key.hasSuffix(".columns") }?.value
    #expect(rebuilt == merged && rebuilt != nil)
    #expect(try StoredContents(copy) == before)
  }

  @Test(arguments: ["terms", "norms"])
  func `a repair of another file keeps them`(kind: String) async throws {
    try await makeIndex()
    let before = try StoredContents(home.path)
    try Files.flip("seg-0000000001." + kind, in: home.path)
    let report = try IndexRepair(path: home.path).run()
    #expect(report.segments.map(\.fate) == [.indexedAgain] && report.lostFields.isEmpty)
    #expect(try StoredContents(home.path) == before)
  }

  @Test func `a repair of the columns says which values are lost, and keeps the documents`()
    async throws
  {
    try await makeIndex()
    let before = try StoredContents(home.path)
    try Files.flip("seg-0000000001.columns", in: home.path)
    let check = try IndexCheck(path: home.path).run()
    #expect(check.findings.map(\.remedy) == [.dropValues])
    #expect(check.findings.map(\.file) == ["seg-0000000001.columns"])
    #expect { try IndexRebuild(path: home.path).run() } throws: {
      ($0 as? IndexError)?.kind == .damaged
    }
    let plan = try IndexRepair(path: home.path).plan()
    let report = try IndexRepair(path: home.path).run()
    let lost = ["day", "flag", "number", "rating", "tags"]
    #expect(plan.lostFields == lost && report.lostFields == lost && report.lost == 0)
    #expect("\(report)".hasSuffix("values of day, flag, number, rating, tags lost"), "\(report)")
    #expect(try IndexCheck(path: home.path, level: .full).run().isWhole)
    let after = try StoredContents(home.path)
    #expect(after.keys == before.keys)
    for (key, values) in after.documents {
      // A column of a stored field is made from the stored text.
      let source = values.filter { $0.hasPrefix("column 2:") }
      #expect(before.documents[key]?.filter { $0.hasPrefix("column 2:") } == source)
    }
  }

  @Test func `no column has a value of a purged document`() async throws {
    try await makeIndex()
    var articles = SampleArticles(seed: 22)
    let writer = try IndexWriter(path: home.path)
    for key in ["secret", "other"] {
      var article = articles.articleOfColumns(key)
      article.lists["tags"] = ["\(key) tag"]
      article.values["number"] = key == "secret" ? "123456789" : "5"
      try await writer.add(article)
    }
    try await writer.close()
    func files(with text: String) throws -> Int {
      try Files.all(home.path).count {
        $0.key.hasSuffix(".columns") && $0.value.range(of: Data(text.utf8)) != nil
      }
    }
    #expect(try files(with: "secret tag") == 1)
    try IndexPurge(path: home.path, keys: ["secret"]).run()
    #expect(try files(with: "secret tag") == 0)
    #expect(try files(with: "other tag") == 1)
    let numbers = try Index(path: home.path).columns().first { $0.field == "number" }
    #expect(numbers?.greatest.map { $0.text } != "123456789")
  }

  @Test func `information about columns is what the documents have`() async throws {
    try await makeIndex()
    let index = try Index(path: home.path)
    var values: [String: [[ColumnValue]]] = [:]
    var count = 0
    for try await document in index.documents() {
      count += 1
      for column in document.columns { values[column.name, default: []].append(column.values) }
      #expect(try index.document(key: document.key) == document)
    }
    for column in try index.columns() {
      let texts = try #require(values[column.field])
      #expect(column.missing == count - texts.count)
      #expect(column.distinctValues == Set(texts.joined()).count)
      #expect(column.byteCount > 0)
      let sorted = texts.joined().sorted { Self.isBelow($0, $1) }
      #expect(column.least == sorted.first && column.greatest == sorted.last)
    }
    let names = try index.columns().map(\.field)
    #expect(names == ["source", "number", "rating", "day", "flag", "tags"])
    let some = try #require(try index.document(key: "k1", fields: ["tags", "source"]))
    #expect(Set(some.columns.map(\.name)).isSubset(of: ["tags", "source"]))
  }

  private static func isBelow(_ a: ColumnValue, _ b: ColumnValue) -> Bool {
    switch (a, b) {
    case (.keyword(let a), .keyword(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
    case (.integer(let a), .integer(let b)): a < b
    case (.decimal(let a), .decimal(let b)): a < b
    case (.date(let a), .date(let b)): a < b
    case (.boolean(let a), .boolean(let b)): !a && b
    default: false
    }
  }
}
