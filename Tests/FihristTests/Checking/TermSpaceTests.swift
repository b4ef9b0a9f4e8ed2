import FihristStorage
import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist
@testable import FihristFormat

/// An index of several term spaces, and one whose fields end elsewhere than its texts say.
@Suite struct TermSpaceTests {
  private static func schema() throws -> Schema {
    try Schema(fields: [
      .text("title", boost: 2, isSearchedAlone: true), .text("body", leadLength: 20),
      .keyword("source"),
    ])
  }

  /// For each space and term the keys of the live documents that have it, and the sums of lengths.
  private struct Contents: Equatable {
    var keys: [[String: Set<String>]] = []
    var lengths: [UInt64] = []

    init(_ path: String) throws {
      let directory = IndexDirectory(path: path)
      let manifest = try Manifest.newest(in: directory)
      keys = manifest.schema.termSpaces.map { _ in [:] }
      lengths = keys.map { _ in 0 }
      for info in manifest.segments {
        for (ordinal, space) in info.spaces.enumerated() {
          lengths[ordinal] += space.liveTotalLength
        }
        let reader = try SegmentReader(
          directory: directory, info: info, schema: manifest.schema)
        var found: [(space: Int, term: String, key: String)] = []
        try reader.verifyStructure({ _ in }) { posting in
          guard reader.live?.isLive(posting.document) ?? true,
            let key = try? reader.key(of: posting.document)
          else { return }
          let term = String(decoding: posting.term, as: UTF8.self)
          found.append((posting.space, term, String(decoding: key, as: UTF8.self)))
        }
        for (space, term, key) in found { keys[space][term, default: []].insert(key) }
      }
    }
  }

  private func term(_ word: String, _ analyzer: Analyzer) -> String {
    analyzer.tokens(in: word)[0].term
  }

  @Test func `a field searched alone ranks as an index of that field`() async throws {
    let body = Field.text("body", analyzer: "exact", leadLength: 20)
    let schemas = try [
      [.text("title", analyzer: "exact"), .keyword("source")],
      [.text("title", analyzer: "exact", boost: 2, isSearchedAlone: true), body],
      [.text("title", analyzer: "exact", boost: 2), body],
    ].map { try Schema(fields: $0) }
    let queries = [
      "title:كتاب", "title:(علم نظر)@2", "-title:news +*", "title:قول^=1", "title:(علم كتاب^2)",
      "title:ك*", "+title:علم -title:نظر",
    ]
    var found: [[SearchResults]] = []
    for schema in schemas {
      let home = try TemporaryDirectory()
      var articles = SampleArticles(seed: 32)
      let writer = try IndexWriter(path: home.path, schema: schema)
      for number in 0..<120 {
        var article = articles.article("k\(number)")
        article.values["title"] = articles.text(1 + articles.below(5))
        article.values = article.values.filter { name, _ in
          schema.fields.contains { $0.name == name }
        }
        try await writer.add(article)
        if number % 50 == 0 { try await writer.commit() }
      }
      try await writer.close()
      let index = try Index(path: home.path)
      found.append(
        try queries.map {
          var request = SearchRequest($0, limit: 200)
          request.counting = .exact
          request.fields = []
          return try index.search(request)
        })
    }
    #expect(found[0].allSatisfy { $0.total.value > 0 })
    for (index, query) in queries.enumerated() {
      #expect(found[0][index].hits == found[1][index].hits, "\(query)")
      let keys = found.map { Set($0[index].hits.map(\.key)) }
      #expect(keys[0] == keys[2], "\(query)")
    }
  }

  @Test func `each level has the words of the one before, and as many tokens`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 31)
    try await articles.makeIndex(at: home.path, segments: 2, count: 20, schema: Self.schema())
    let contents = try Contents(home.path)
    let (words, forms, roots) = (contents.keys[0], contents.keys[1], contents.keys[2])
    #expect(contents.keys.count == 4)
    let stem = term("سيارة", .arabic)
    #expect(term("بالسيارات", .arabic) == stem)
    let both = forms[term("سيارة", .arabicForm), default: []].union(
      forms[term("بالسيارات", .arabicForm), default: []])
    #expect(words[stem, default: []].isSuperset(of: both) && both.count > 2)
    #expect(roots[term("سيارة", .arabicRoot), default: []].isSuperset(of: both))
    #expect(contents.lengths[0] == contents.lengths[1])
    #expect(contents.lengths[0] == contents.lengths[2])
    #expect(contents.lengths[3] < contents.lengths[0])
    #expect(try IndexCheck(path: home.path, level: .full).run().isWhole)
    let hits = try Index(path: home.path).search("+بالسيارات", limit: 100).hits
    #expect(Set(hits.map(\.key)) == words[stem])
  }

  @Test(arguments: ["terms", "postings", "positions", "norms"])
  func `a damaged segment gets all its spaces again`(_ kind: String) async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 32)
    try await articles.makeIndex(at: home.path, segments: 2, count: 20, schema: Self.schema())
    let before = try Contents(home.path)
    try Files.flip("seg-0000000002." + kind, in: home.path)
    #expect(try !IndexCheck(path: home.path, level: .full).run().isWhole)
    #expect(try IndexRepair(path: home.path).run().lost == 0)
    #expect(try IndexCheck(path: home.path, level: .full).run().isWhole)
    #expect(try Contents(home.path) == before)
    try IndexRebuild(path: home.path).run()
    #expect(try Contents(home.path) == before)
  }

  @Test func `a check compares the ends of fields with the texts`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 33)
    try await articles.makeIndex(at: home.path, segments: 1, count: 20)
    let directory = IndexDirectory(path: home.path)
    var manifest = try Manifest.newest(in: directory)
    let reader = try SegmentReader(
      directory: directory, info: manifest.segments[0], schema: manifest.schema)
    let ends = try #require(reader.fieldEnds)
    var writer = FieldEndsWriter(fieldCount: 2)
    var row: [UInt32] = []
    for document in 0..<UInt32(20) {
      try ends.read(document, into: &row)
      if document == 7 { row[0] = row[0] == 0 ? 1 : row[0] - 1 }
      unsafe row.withUnsafeBufferPointer { unsafe writer.append($0) }
    }
    let summary = try #require(manifest.segments[0].files[.norms])
    let file = try directory.open(summary, kind: .norms)
    let sections = try FileSections.read(file, count: 2)
    let start = sections[1].lowerBound
    var bytes = unsafe [UInt8](try file.bytes(0..<start)) + writer.finish()
    let end = bytes.count
    bytes.appendLittleEndian(UInt64(start))
    bytes.appendLittleEndian(UInt64(end))
    manifest.segments[0].files[.norms] = try forge(
      bytes, name: summary.name, kind: .norms, in: home)
    manifest.generation += 1
    try manifest.commit(to: directory)
    #expect(try IndexCheck(path: home.path, level: .structure).run().isWhole)
    let report = try IndexCheck(path: home.path, level: .full).run()
    #expect(!report.isWhole && report.findings.first?.documents.count == 1)
  }
}
