import Fihrist
import FihristTestSupport
import Foundation
import Testing

/// Indexes as released versions wrote them: every later version has to read them, and to find the
/// same.
///
/// `FIHRIST_RECORD_GOLDEN=1 swift test --filter GoldenIndexTests` writes the index of the present
/// version again; a released one is never written again.
@Suite struct GoldenIndexTests {
  static let versions = ["version-1"]

  /// Where the golden indexes lie in the sources.
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()

  private static func golden(_ version: String) throws -> URL {
    try #require(Bundle.module.url(forResource: version, withExtension: nil))
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["FIHRIST_RECORD_GOLDEN"] != nil))
  func `the present version is recorded`() async throws {
    let directory = Self.sources.appending(path: try #require(Self.versions.last))
    try? FileManager.default.removeItem(at: directory)
    let path = directory.appending(path: "index").path
    try await GoldenArchive.write(to: path)
    try? FileManager.default.removeItem(atPath: path + "/write.lock")
    let answers = try GoldenArchive.answers(of: Index(path: path))
    try (answers.joined(separator: "\n") + "\n").write(
      to: directory.appending(path: "answers.tsv"), atomically: true, encoding: .utf8)
  }

  @Test(arguments: versions)
  func `a released index gives the answers that it gave then`(version: String) throws {
    let golden = try Self.golden(version)
    let index = try Index(path: golden.appending(path: "index").path)
    let recorded = try String(contentsOf: golden.appending(path: "answers.tsv"), encoding: .utf8)
    let lines = recorded.split(separator: "\n").map(String.init)
    #expect(try GoldenArchive.answers(of: index) == lines)
    #expect(index.userData == GoldenArchive.userData)
    #expect(index.documentCount == GoldenArchive.count - GoldenArchive.deleted.count)
  }

  @Test(arguments: versions)
  func `it answers as an index written today`(version: String) async throws {
    let directory = try TemporaryDirectory()
    try await GoldenArchive.write(to: directory.path)
    let golden = try Index(path: try Self.golden(version).appending(path: "index").path)
    let today = try Index(path: directory.path)
    #expect(try GoldenArchive.answers(of: golden) == GoldenArchive.answers(of: today))
  }

  @Test(arguments: versions)
  func `it shows every document as it was given`(version: String) throws {
    let index = try Index(path: try Self.golden(version).appending(path: "index").path)
    for number in stride(from: 0, to: GoldenArchive.count, by: 61) {
      let given = GoldenArchive.document(number)
      guard given.values["body"] != nil, !GoldenArchive.deleted.contains(number) else { continue }
      let hit = try #require(index.search("رقم\(number)", limit: 1).hits.first)
      #expect(hit.key == given.key)
      for (name, text) in given.values where name != "price" {
        #expect(hit.text(of: name) == text, "\(number), \(name)")
      }
      let tags = hit.fields.filter { $0.name == "tags" }.map(\.text)
      #expect(tags == given.lists["tags"] ?? [], "\(number)")
      let columns = try #require(try index.document(key: hit.key)).columns
      #expect(columns.contains { $0.name == "price" } == (number % 8 != 0), "\(number)")
    }
  }

  @Test(arguments: versions)
  func `a writer of today goes on with it, and merges it`(version: String) async throws {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/index"
    try FileManager.default.copyItem(
      atPath: Self.golden(version).appending(path: "index").path, toPath: path)
    let before = try GoldenArchive.answers(of: Index(path: path))
    let writer = try IndexWriter(path: path)
    try await writer.merge(toSegments: 1)
    try await writer.close()
    #expect(try GoldenArchive.answers(of: Index(path: path)) == before)
  }
}
