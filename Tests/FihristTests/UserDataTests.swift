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
    try await writer.commit(userData: data)
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
    try await second.commit(userData: ["position": "8192"])
    try index.refresh()
    #expect(index.userData == ["position": "8192"])
    try await second.commit(userData: [:])
    try await second.close()
    #expect(try Index(path: home.path).userData.isEmpty)
  }

  @Test func `other data alone makes a commit, the same data none`() async throws {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path)
    let first = try await writer.commit(userData: ["a": "é"])
    #expect(try await writer.commit(userData: ["a": "é"]) == first)
    #expect(try await writer.commit() == first)
    // The same letter in other bytes is other data.
    #expect(try await writer.commit(userData: ["a": "e\u{301}"]) > first)
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
      try await writer.commit(userData: ["name": String(repeating: "x", count: limit - 3)])
    }
    #expect(error?.kind == .invalid)
    let most = ["name": String(repeating: "x", count: limit - 4)]
    try await writer.commit(userData: most)
    try await writer.close()
    let index = try Index(path: home.path)
    #expect(index.documentCount == 1 && index.userData == most)
  }

  @Test func `copies carry it, and bring it back`() async throws {
    let home = try TemporaryDirectory()
    let (path, backup) = (home.path(of: "index"), home.path(of: "backup"))
    let writer = try IndexWriter(path: path)
    try await writer.add(article("1"))
    try await writer.commit(userData: ["day": "1"])
    try IndexCopy(from: path, to: backup).run()
    try await writer.commit(userData: ["day": "2"])
    try await writer.close()
    #expect(try Index(path: backup).userData == ["day": "1"])
    var copy = IndexCopy(from: backup, to: path)
    copy.replacesTarget = true
    try copy.run()
    #expect(try Index(path: path).userData == ["day": "1"])
  }
}
