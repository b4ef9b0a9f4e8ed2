import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

@Suite struct IndexCheckTests {
  @Test(arguments: IndexCheck.Level.allCases, [true, false])
  func `a whole index passes at every level`(
    level: IndexCheck.Level, positions: Bool
  ) async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 1)
    let schema = try SampleArticles.schema(positions: positions)
    // The second segment has dense lists, and lists with codes.
    try await articles.makeIndex(at: home.path, segments: 1, count: 20, schema: schema)
    let writer = try IndexWriter(path: home.path)
    let count = level == .full && positions ? 1_100 : 20
    for number in 0..<count { try await writer.add(articles.article("k0-\(2 * number)")) }
    try await writer.close()
    var last: (UInt64, UInt64) = (0, 1)
    let report = try IndexCheck(path: home.path, level: level).run { last = ($0, $1) }
    #expect(report.isWhole, "\(report.findings)")
    #expect(report.generation == 3 && report.uncompared == nil)
    #expect(try report.documents == StoredContents(home.path).keys.count)
    #expect(last.0 > 0 && last.0 <= last.1)
    #expect(report.segments.map(\.number) == [1, 2])
  }

  @Test(arguments: [1] as [UInt64])
  func `a flipped bit is found in its file and at its offset`(seed: UInt64) async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: seed)
    try await articles.makeIndex(at: home.path, segments: 2, count: 20)
    let files = try Files.all(home.path)
    for (name, data) in files.sorted(by: { $0.key < $1.key }) {
      for _ in 0..<12 {
        let offset = articles.below(data.count)
        let note: Comment = "seed \(seed), \(name), byte \(offset)"
        try Files.flip(name, in: home.path, at: offset)
        let report = try IndexCheck(path: home.path, level: .checksums).run()
        #expect(report.findings.map(\.file) == [name], note)
        let finding = try #require(report.findings.first)
        #expect(finding.ranges.allSatisfy { $0.contains(offset) }, note)
        if let segment = finding.segment {
          #expect(name.hasPrefix(IndexFileName.segmentPrefix(segment)), note)
          // The padding means nothing, and a damaged end may leave all pages.
          let isInPage = finding.ranges.first?.lowerBound == 0
          #expect(finding.documents.count > 0 || !isInPage, note)
        } else {
          #expect(name.hasPrefix("manifest") && finding.remedy == .newManifest, note)
          #expect(report.generation == 3 && finding.documents.count == 0, note)
        }
        try Files.change(name, in: home.path) { $0 = data }
      }
    }
    #expect(try IndexCheck(path: home.path, level: .full).run().isWhole)
  }

  @Test func `damage in stored texts touches the documents that cannot be read any more`()
    async throws
  {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 3)
    let writer = try IndexWriter(path: home.path, schema: try SampleArticles.schema())
    for number in 0..<90 { try await writer.add(articles.article("n\(number)", noise: 200)) }
    try await writer.delete(key: "n7")
    try await writer.close()
    let name = try #require(try Files.names(".documents", in: home.path).first)
    // The second page, of three.
    try Files.flip(name, in: home.path, at: 80_000)
    let report = try IndexCheck(path: home.path, level: .checksums).run()
    let finding = try #require(report.findings.first)
    #expect(finding.ranges == [65_536..<131_072] && finding.remedy == .dropDocuments)
    let segment = try Snapshot.open(home.path).segments[0]
    var unreadable: [String] = []
    for id in 0..<UInt32(segment.documentCount) where segment.live?.isLive(id) ?? true {
      if (try? segment.storedDocument(id)) == nil {
        unreadable.append(String(decoding: try segment.key(of: id), as: UTF8.self))
      }
    }
    #expect(finding.documents.keys == unreadable && finding.documents.isKnown)
    #expect((2..<80).contains(unreadable.count), "\(unreadable.count)")
  }

  @Test func `damage in lists names the words whose searches fail`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 4)
    let writer = try IndexWriter(path: home.path, schema: try SampleArticles.schema())
    for number in 0..<300 { try await writer.add(articles.article("n\(number)", noise: 300)) }
    try await writer.close()
    let name = try #require(try Files.names(".postings", in: home.path).first)
    try Files.flip(name, in: home.path, at: 70_000)
    let finding = try #require(
      try IndexCheck(path: home.path, level: .checksums).run().findings.first)
    #expect(finding.file == name && finding.ranges.map(\.lowerBound) == [65_536])
    #expect(finding.words.count == 10 && finding.wordCount > 10_000, "\(finding.wordCount)")
    #expect(finding.remedy == .indexAgain)
    let segment = try Snapshot.open(home.path).segments[0]
    var failing: [String] = []
    var cursor = segment.makeTermCursor()
    while try cursor.next() {
      if (try? segment.postings(of: cursor.entry)) == nil {
        failing.append(String(decoding: cursor.bytes, as: UTF8.self))
      }
    }
    #expect(failing.count == finding.wordCount && Array(failing.prefix(10)) == finding.words)
  }

  @Test func `a commit that cannot be read is named, and so is an index without any`()
    async throws
  {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 5)
    try await articles.makeIndex(at: home.path, segments: 1, count: 5)
    try home.write([1, 2, 3], to: "manifest-0000000009")
    var report = try IndexCheck(path: home.path).run()
    #expect(report.findings.map(\.file) == ["manifest-0000000009"])
    #expect(report.findings[0].remedy == .olderCommit && report.generation == 2)
    for name in try Files.names("", in: home.path) where name.hasPrefix("manifest") {
      try Files.change(name, in: home.path) { $0 = $0.prefix(100) }
    }
    report = try IndexCheck(path: home.path).run()
    #expect(report.generation == nil && report.findings.map(\.remedy) == [.restore])
    #expect(report.findings[0].documents.count == 5)
    let empty = try TemporaryDirectory()
    #expect { try IndexCheck(path: empty.path).run() } throws: {
      ($0 as? IndexError)?.kind == .notFound
    }
  }

  /// Ten documents whose texts are not stored, in one segment; two are deleted.
  private func makeUnstored(at path: String) async throws {
    var options = IndexingOptions()
    options.mergesInBackground = false
    let schema = try Schema(fields: [.text("text", analyzer: "whitespace", isStored: false)])
    let writer = try IndexWriter(path: path, schema: schema, options: options)
    for number in 0..<10 {
      try await writer.add(SourceDocument(key: "k\(number)", values: ["text": "a b"]))
    }
    try await writer.commit()
    try await writer.delete(key: "k3")
    try await writer.delete(key: "k4")
    try await writer.close()
  }

  @Test func `where texts are not stored, all documents of a segment that is dropped are affected`()
    async throws
  {
    let home = try TemporaryDirectory()
    try await makeUnstored(at: home.path)
    for (name, data) in try Files.all(home.path) where name.hasPrefix("seg-") {
      try Files.change(name, in: home.path) { $0 += Data([1, 2, 3]) }
      let finding = try #require(try IndexCheck(path: home.path).run().findings.first)
      #expect(finding.remedy == .dropSegment && finding.documents.count == 8, "\(name)")
      let plan = try IndexRepair(path: home.path).plan()
      #expect(plan.lost == 8 && plan.documents == 0, "\(name)")
      #expect(plan.lostKeys.count == (name.hasSuffix(".live") ? 10 : 8), "\(name)")
      try Files.change(name, in: home.path) { $0 = data }
    }
  }

  @Test func `where texts are not stored, a page of other stored values costs only its documents`()
    async throws
  {
    let home = try TemporaryDirectory()
    try await makeUnstored(at: home.path)
    let name = try #require(try Files.all(home.path).keys.first { $0.hasSuffix(".documents") })
    try Files.flip(name, in: home.path, at: FileLayout.headerByteCount)
    let finding = try #require(try IndexCheck(path: home.path).run().findings.first)
    let plan = try IndexRepair(path: home.path).plan()
    #expect(finding.documents.count == plan.lost, "\(finding)")
    let isKept = plan.segments.first?.fate == .rewritten || plan.lost == 0
    #expect((finding.remedy == .dropDocuments) == isKept, "\(finding)")
  }
}
