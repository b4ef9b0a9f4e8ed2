import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

@Suite struct IndexRepairTests {
  enum Harm: CaseIterable {
    case bit, cut, removal

    func apply(to name: String, in path: String) throws {
      switch self {
      case .bit: try Files.flip(name, in: path)
      case .cut: try Files.change(name, in: path) { $0 = $0.prefix($0.count / 2) }
      case .removal: try FileManager.default.removeItem(atPath: path + "/" + name)
      }
    }
  }

  private func answers(_ path: String) throws -> [[Hit]] {
    let index = try Index(path: path)
    return try ["كتاب", "+علم +سيارة", "\"من يوم\"", "news -عمل"].map {
      try index.search($0, limit: 1_000).hits
    }
  }

  @Test func `a whole index stays as it is`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 1)
    try await articles.makeIndex(at: home.path, segments: 2, count: 10)
    let files = try Files.all(home.path)
    let report = try IndexRepair(path: home.path).run()
    #expect(report.isWhole && report.generation == nil && report.documents == 17)
    #expect(try Files.all(home.path) == files)
  }

  @Test(arguments: ["terms", "postings", "positions", "norms", "columns"], Harm.allCases)
  func `what can be made again from the texts is, and nothing is lost`(
    kind: String, harm: Harm
  ) async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 2)
    try await articles.makeIndex(at: home.path, segments: 3, count: 20)
    let (before, hits) = (try StoredContents(home.path), try answers(home.path))
    try harm.apply(to: "seg-0000000002." + kind, in: home.path)
    let files = try Files.all(home.path)
    let plan = try IndexRepair(path: home.path).plan()
    #expect(try Files.all(home.path) == files)
    var report = try IndexRepair(path: home.path).run()
    #expect(report.generation == 5)
    report.generation = nil
    #expect(report == plan)
    #expect(report.segments.map(\.number) == [2] && report.segments[0].fate == .indexedAgain)
    #expect(report.lost == 0 && report.documents == before.keys.count)
    #expect(try IndexCheck(path: home.path, level: .full).run().isWhole)
    #expect(try StoredContents(home.path) == before && answers(home.path) == hits)
    // The whole segments are the same files.
    for (name, data) in files where name.contains("1.") || name.contains("3.") {
      #expect(try Files.all(home.path)[name] == data, "\(name)")
    }
    #expect(try Files.names("2." + kind, in: home.path).isEmpty)
  }

  @Test(arguments: ["documents", "keys"], Harm.allCases)
  func `what is nowhere else is lost and named, as far as keys can be read`(
    kind: String, harm: Harm
  ) async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 3)
    try await articles.makeIndex(at: home.path, segments: 3, count: 20)
    let before = try StoredContents(home.path)
    try harm.apply(to: "seg-0000000002." + kind, in: home.path)
    let report = try IndexRepair(path: home.path).run()
    let after = try StoredContents(home.path)
    #expect(report.documents == after.keys.count && after.keys.isSubset(of: before.keys))
    let lost = before.keys.subtracting(after.keys)
    #expect(!lost.isEmpty && report.lost == lost.count)
    #expect(kind == "keys" ? report.lostKeys == [] : Set(report.lostKeys) == lost)
    #expect(after.documents.allSatisfy { before.documents[$0] == $1 })
    #expect(try IndexCheck(path: home.path, level: .full).run().isWhole)
    let writer = try IndexWriter(path: home.path)
    for key in lost { try await writer.add(articles.article(key)) }
    try await writer.close()
    #expect(try StoredContents(home.path).keys == before.keys)
  }

  @Test(arguments: ["documents", "keys", "norms"], [1, 20, 26])
  func `a file whose end is damaged still gives what its pages hold`(
    kind: String, fromEnd: Int
  ) async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 13)
    try await articles.makeIndex(at: home.path, segments: 2, count: 10)
    let before = try StoredContents(home.path)
    let name = "seg-0000000001." + kind
    try Files.change(name, in: home.path) { $0[$0.count - fromEnd] ^= 0x10 }
    let report = try IndexRepair(path: home.path).run()
    // The checksum of the only page stands before the last 24 bytes.
    let isLost = kind != "norms" && fromEnd > 24
    #expect(report.segments.map(\.fate) == [isLost ? .dropped : .indexedAgain])
    #expect(report.lost == (isLost ? 7 : 0))
    let kept = before.keys.filter { $0.hasPrefix("k1") || ["k0-1", "k0-6"].contains($0) }
    #expect(try StoredContents(home.path).keys == (isLost ? kept : before.keys))
  }

  @Test func `a flipped bit in a version is damage where the manifest knows better`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 14)
    try await articles.makeIndex(at: home.path, segments: 2, count: 10)
    let before = try StoredContents(home.path)
    try Files.flip("seg-0000000002.terms", in: home.path, at: 8)
    #expect { try StoredContents(home.path) } throws: { ($0 as? IndexError)?.kind == .unsupported }
    #expect(try IndexRepair(path: home.path).run().lost == 0)
    #expect(try StoredContents(home.path) == before)
  }

  @Test(arguments: ["documents", "keys"])
  func `only the documents on a damaged page are lost`(kind: String) async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 4)
    let writer = try IndexWriter(path: home.path, schema: try SampleArticles.schema())
    for _ in 0..<300 {
      let key = String(articles.noise(50).prefix(600))
      try await writer.add(articles.article(key, noise: 60))
    }
    try await writer.close()
    let before = try StoredContents(home.path)
    try Files.flip("seg-0000000001." + kind, in: home.path, at: 100_000)
    let finding = try #require(try IndexCheck(path: home.path).run().findings.first)
    let report = try IndexRepair(path: home.path).run()
    #expect(report.lost == finding.documents.count && (10..<200).contains(report.lost))
    #expect(report.documents == 300 - report.lost)
    let after = try StoredContents(home.path)
    #expect(after.documents.allSatisfy { before.documents[$0] == $1 })
    if kind == "documents" {
      #expect(before.keys.subtracting(after.keys) == Set(report.lostKeys))
    } else {
      #expect(report.lostWithoutKey == report.lost)
    }
  }

  @Test func `deleted documents do not come back, unless it is asked for`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 5)
    let path = home.path(of: "a")
    // Segment 1 has documents that were replaced by segment 2, and one that was deleted.
    try await articles.makeIndex(at: path, segments: 2, count: 10)
    let before = try StoredContents(path)
    let live = try #require(try Files.names(".live", in: path).first)
    try Files.flip(live, in: path, at: 20)
    try FileManager.default.copyItem(atPath: path, toPath: home.path(of: "b"))
    let report = try IndexRepair(path: path).run()
    #expect(report.segments.map(\.fate) == [.dropped])
    let kept = try StoredContents(path).keys
    #expect(kept == before.keys.filter { $0.hasPrefix("k1") || ["k0-1", "k0-6"].contains($0) })
    #expect(Set(report.lostKeys) == before.keys.subtracting(kept).union(["k0-2"]))
    var repair = IndexRepair(path: home.path(of: "b"))
    repair.restoresDeleted = true
    #expect(try repair.run().lost == 0)
    let restored = try StoredContents(home.path(of: "b"))
    #expect(restored.keys == before.keys.union(["k0-2"]))
    #expect(before.documents.allSatisfy { restored.documents[$0] == $1 })
  }

  @Test func `where all that is not elsewhere lived, it is known which did`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 6)
    let writer = try IndexWriter(path: home.path, schema: try SampleArticles.schema())
    for number in 0..<10 { try await writer.add(articles.article("k\(number)")) }
    try await writer.commit()
    for number in 0..<3 { try await writer.add(articles.article("k\(number)")) }
    try await writer.close()
    let before = try StoredContents(home.path)
    try Files.flip(try Files.names(".live", in: home.path)[0], in: home.path, at: 20)
    let report = try IndexRepair(path: home.path).run()
    #expect(report.lost == 0 && report.segments.map(\.fate) == [.indexedAgain])
    #expect(try StoredContents(home.path) == before)
  }

  /// In the header, both copies, the zeros between them, the padding, the page table and the
  /// footer.
  @Test(arguments: [0, 9, 16, 24, 60, 2_000, 4_112, 4_160, -100, -60, -26, -20, -10, -1])
  func `a manifest with one whole copy is written again`(offset: Int) async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 10)
    try await articles.makeIndex(at: home.path, segments: 1, count: 5)
    let before = try StoredContents(home.path)
    let name = "manifest-0000000002"
    try Files.change(name, in: home.path) { $0[offset < 0 ? $0.count + offset : offset] ^= 1 }
    #expect(try StoredContents(home.path) == before)
    let check = try IndexCheck(path: home.path).run()
    #expect(check.findings.map(\.file) == [name] && check.documents == 5)
    #expect(check.findings.map(\.remedy) == [.newManifest])
    let plan = try IndexRepair(path: home.path).plan()
    #expect(plan.isManifestAltered && !plan.isWhole && plan.lost == 0)
    let report = try IndexRepair(path: home.path).run()
    #expect(report.generation == 3 && report.lost == 0 && report.documents == 5)
    #expect(try IndexCheck(path: home.path).run().isWhole)
    #expect(try Files.names("", in: home.path).filter { $0.hasPrefix("manifest") }.count == 1)
    #expect(try StoredContents(home.path) == before)
  }

  @Test(arguments: [0, 4_096]) func `a manifest that has lost a block is written again by a writer`(
    block: Int
  ) async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 11)
    try await articles.makeIndex(at: home.path, segments: 2, count: 5)
    let before = try StoredContents(home.path)
    try Files.change("manifest-0000000003", in: home.path) {
      for offset in block..<min(block + 4_096, $0.count) { $0[offset] = 0 }
    }
    let writer = try IndexWriter(path: home.path)
    try await writer.add(articles.article("new"))
    try await writer.close()
    let after = try StoredContents(home.path)
    #expect(after.keys == before.keys.union(["new"]))
    #expect(before.documents.allSatisfy { after.documents[$0] == $1 })
    #expect(try IndexCheck(path: home.path).run().isWhole)
  }

  @Test func `a repair continues from an older commit and lists what only the newer one named`()
    async throws
  {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 7)
    try await articles.makeIndex(at: home.path, segments: 1, count: 10)
    let before = try StoredContents(home.path)
    let manifest = try home.bytes(of: "manifest-0000000002")
    let writer = try IndexWriter(path: home.path)
    for number in 0..<4 { try await writer.add(articles.article("new\(number)")) }
    try await writer.close()
    try home.write(manifest, to: "manifest-0000000002")
    try Files.change("manifest-0000000003", in: home.path) { $0 = $0.prefix(100) }
    let report = try IndexRepair(path: home.path).run()
    #expect(report.unreadableCommits == [3] && report.source == 2 && report.generation == 4)
    #expect(report.lostKeys == ["new0", "new1", "new2", "new3"])
    #expect(try StoredContents(home.path) == before)
    #expect(try Files.all(home.path).keys.filter { $0.contains("2.") || $0.hasSuffix("3") } == [])
    let whole = try IndexRepair(path: home.path).run()
    #expect(whole.isWhole)
  }

  @Test func `without the texts the rest of a segment is kept where it can be`() async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 8)
    let schema = try SampleArticles.schema(storesBody: false)
    let (path, other) = (home.path(of: "a"), home.path(of: "b"))
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: path, schema: schema, options: options)
    for part in ["x", "y"] {
      for number in 0..<80 {
        var article = articles.article("\(part)\(number)")
        article.values["title"] = articles.noise(160)
        try await writer.add(article)
      }
      try await writer.commit()
    }
    try await writer.close()
    try FileManager.default.copyItem(atPath: path, toPath: other)
    let before = try StoredContents(path)
    try Files.flip("seg-0000000001.documents", in: path, at: 30_000)
    let report = try IndexRepair(path: path).run()
    #expect(report.segments.map(\.fate) == [.rewritten])
    #expect((1..<60).contains(report.lost) && report.documents == 160 - report.lost)
    #expect(try StoredContents(path).keys == before.keys.subtracting(report.lostKeys))
    #expect(try IndexCheck(path: path).run().isWhole)
    try Files.flip("seg-0000000002.terms", in: other)
    let dropped = try IndexRepair(path: other).run()
    #expect(dropped.segments.map(\.fate) == [.dropped])
    #expect(Set(dropped.lostKeys) == before.keys.filter { $0.hasPrefix("y") })
    #expect(try StoredContents(other).keys == before.keys.filter { $0.hasPrefix("x") })
  }

  @Test func `an index that is locked, cancelled, absent or without a manifest is left alone`()
    async throws
  {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: 9)
    let path = home.path(of: "a")
    try await articles.makeIndex(at: path, segments: 2, count: 10)
    try Files.flip("seg-0000000001.norms", in: path)
    let files = try Files.all(path)
    do {
      let lock = try IndexDirectory(path: path).lock()
      defer { withExtendedLifetime(lock) {} }
      #expect { try IndexRepair(path: path).run() } throws: {
        ($0 as? IndexError)?.kind == .locked
      }
      #expect(try IndexRepair(path: path).plan().saved == 7)
    }
    #expect(throws: CancellationError.self) {
      try IndexRepair(path: path).run(isCancelled: { true })
    }
    #expect(try Files.all(path) == files)
    try Files.change("manifest-0000000003", in: path) { $0 = $0.prefix(100) }
    #expect { try IndexRepair(path: path).run() } throws: {
      ($0 as? IndexError)?.kind == .damaged
    }
    #expect(try Files.all(path).keys.sorted() == files.keys.sorted())
    let absent = home.path(of: "absent")
    #expect { try IndexRepair(path: absent).run() } throws: {
      ($0 as? IndexError)?.kind == .notFound
    }
    #expect(!FileManager.default.fileExists(atPath: absent))
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `after random harm every document is found as it was, or counted as lost`(
    seed: UInt64
  ) async throws {
    let home = try TemporaryDirectory()
    var articles = SampleArticles(seed: seed)
    try await articles.makeIndex(at: home.path, segments: 4, count: 12)
    let before = try StoredContents(home.path)
    let names = try Files.names("", in: home.path).filter { $0.hasPrefix("seg-") }
    for _ in 0..<1 + articles.below(4) {
      let name = names[articles.below(names.count)]
      let harm = Harm.allCases[articles.below(2)]
      try harm.apply(to: name, in: home.path)
    }
    let report = try IndexRepair(path: home.path).run()
    let after = try StoredContents(home.path)
    let note: Comment = "seed \(seed): \(report)"
    let lost = before.keys.subtracting(after.keys)
    #expect(after.documents.allSatisfy { before.documents[$0] == $1 }, note)
    #expect(lost.subtracting(report.lostKeys).count <= report.lostWithoutKey, note)
    #expect(report.documents == after.keys.count, note)
    #expect(try IndexCheck(path: home.path, level: .full).run().isWhole, note)
  }
}
