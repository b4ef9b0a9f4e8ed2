import Fihrist
import FihristTestSupport
import Testing

@Suite struct UserDataTests {
  private func article(_ key: String) -> SourceDocument {
    SourceDocument(key: key, values: ["title": "كتاب", "body": "نص \(key)"])
  }

  @Test func `a commit carries what it was given, and keeps it until another says more`()
    async throws
  {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    let index = try Index(path: home.path)
    #expect(index.userData.isEmpty)
    try await writer.add(article("1"))
    let data = ["log": "archive-7", "position": "4096", "": "", "اسم": "قيمة"]
    try await writer.commit(replacingUserData: data)
    #expect(index.userData.isEmpty)
    try index.refresh()
    #expect(index.userData == data && index.information.userData == data)
    #expect(await writer.userData == data)
    try await writer.add(article("2"))
    try await writer.commit()
    try await writer.merge()
    try await writer.close()
    #expect(try Index(path: home.path).userData == data)
    let second = try IndexWriter(path: home.path)
    #expect(await second.userData == data)
    try await second.commit(replacingUserData: ["position": "8192"])
    try index.refresh()
    #expect(index.userData == ["position": "8192"])
    try await second.commit(replacingUserData: [:])
    try await second.close()
    #expect(try Index(path: home.path).userData.isEmpty)
  }

  @Test func `other data alone makes a commit, the same data none`() async throws {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    let first = try await writer.commit(replacingUserData: ["a": "é"])
    #expect(try await writer.commit(replacingUserData: ["a": "é"]) == first)
    #expect(try await writer.commit() == first)
    // The same letter in other bytes is other data.
    #expect(try await writer.commit(replacingUserData: ["a": "e\u{301}"]) > first)
    let bytes = try Index(path: home.path).userData["a"].map { Array($0.utf8) }
    #expect(bytes == [0x65, 0xCC, 0x81])
    try await writer.close()
  }

  @Test func `too much data is refused, and nothing is lost`() async throws {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    try await writer.add(article("1"))
    let limit = 65_536
    let error = await #expect(throws: IndexError.self) {
      try await writer.commit(replacingUserData: ["name": String(repeating: "x", count: limit - 3)])
    }
    #expect(error?.kind == .invalid)
    let most = ["name": String(repeating: "x", count: limit - 4)]
    try await writer.commit(replacingUserData: most)
    try await writer.close()
    let index = try Index(path: home.path)
    #expect(index.documentCount == 1 && index.userData == most)
  }

  @Test func `copies carry it, and bring it back`() async throws {
    let home = try TemporaryDirectory()
    let (path, backup) = (home.path(of: "index"), home.path(of: "backup"))
    let writer = try IndexWriter(path: path)
    try await writer.add(article("1"))
    try await writer.commit(replacingUserData: ["day": "1"])
    try IndexCopy(from: path, to: backup).run()
    try await writer.commit(replacingUserData: ["day": "2"])
    try await writer.close()
    #expect(try Index(path: backup).userData == ["day": "1"])
    var copy = IndexCopy(from: backup, to: path)
    copy.replacesTarget = true
    try copy.run()
    #expect(try Index(path: path).userData == ["day": "1"])
  }

  /// What makes a commit of an index as it is.
  enum Change: CaseIterable {
    case addition, deletion, merge, purge, rebuild, repair, repairOfManifest

    func apply(to path: String) async throws {
      switch self {
      case .addition, .deletion, .merge: try await write(to: path)
      case .purge: try IndexPurge(path: path, keys: ["2"]).run()
      case .rebuild: try IndexRebuild(path: path).run()
      case .repair:
        try Files.flip("seg-0000000001.terms", in: path)
        try IndexRepair(path: path).run()
      case .repairOfManifest:
        let name = try #require(try Files.names("", in: path).first { $0.hasPrefix("manifest-") })
        try Files.flip(name, in: path, at: 20)
        try IndexRepair(path: path).run()
      }
    }

    private func write(to path: String) async throws {
      let writer = try IndexWriter(path: path)
      switch self {
      case .addition: try await writer.add(SourceDocument(key: "9", values: ["title": "جديد"]))
      case .deletion: try await writer.delete(key: "2")
      default: try await writer.merge()
      }
      try await writer.close()
    }
  }

  @Test(arguments: Change.allCases)
  func `whatever changes or repairs an index keeps it`(change: Change) async throws {
    let home = try TemporaryDirectory()
    let data = ["log": "archive-7", "النسخة": "١"]
    let writer = try await makeIndex(at: home.path, data)
    try await writer.close()
    let before = try Index(path: home.path)
    try await change.apply(to: home.path)
    let after = try Index(path: home.path)
    #expect(after.generation > before.generation && after.userData == data)
    #expect(try IndexCheck(path: home.path, level: .full).run().isWhole)
  }

  @Test func `an index that is rebuilt elsewhere takes it along`() async throws {
    let home = try TemporaryDirectory()
    let (path, target) = (home.path(of: "a"), home.path(of: "b"))
    try await makeIndex(at: path, ["day": "1"]).close()
    try IndexRebuild(path: path, target: target).run()
    #expect(try Index(path: target).userData == ["day": "1"])
  }

  /// The log is to be read on from where the documents stand, not from where they stood.
  @Test func `a repair that goes back to an older commit goes back to what that said`()
    async throws
  {
    let home = try TemporaryDirectory()
    let writer = try await makeIndex(at: home.path, ["day": "1"])
    let name = try #require(try Files.names("", in: home.path).first { $0.hasPrefix("manifest-") })
    let older = try home.bytes(of: name)
    try await writer.add(article("4"))
    try await writer.commit(replacingUserData: ["day": "2"])
    try await writer.close()
    for newer in try Files.names("", in: home.path) where newer.hasPrefix("manifest-") {
      try Files.change(newer, in: home.path) { $0 = $0.prefix(100) }
    }
    try home.write(older, to: name)
    #expect(try IndexRepair(path: home.path).run().lostKeys == ["4"])
    let index = try Index(path: home.path)
    #expect(index.userData == ["day": "1"] && index.documentCount == 3)
  }

  /// Two segments, one with documents 1 and 2 and one with 3, and a writer that has committed
  /// `data`.
  private func makeIndex(at path: String, _ data: [String: String]) async throws -> IndexWriter {
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: path, options: options)
    try await writer.add(article("1"))
    try await writer.add(article("2"))
    try await writer.commit()
    try await writer.add(article("3"))
    try await writer.commit(replacingUserData: data)
    return writer
  }
}
