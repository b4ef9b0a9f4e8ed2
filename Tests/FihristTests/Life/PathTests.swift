import Fihrist
import FihristTestSupport
import Foundation
import Testing

/// Paths that the system would read as others: it ends a path at a NUL byte.
@Suite struct PathTests {
  private func operations(_ path: String) -> [(String, () throws -> Void)] {
    [
      ("writer", { _ = try IndexWriter(path: path) }), ("index", { _ = try Index(path: path) }),
      ("check", { _ = try IndexCheck(path: path).run() }),
      ("repair", { _ = try IndexRepair(path: path).run() }),
      ("plan", { _ = try IndexRepair(path: path).plan() }),
      ("rebuild", { _ = try IndexRebuild(path: path).run() }),
      ("purge", { _ = try IndexPurge(path: path, keys: ["1"]).run() }),
      ("copy from", { _ = try IndexCopy(from: path, to: "/nowhere/at/all").run() }),
    ]
  }

  private func expectRefusal(_ reason: String, _ label: String, _ body: () throws -> Void) {
    let error = #expect(throws: IndexError.self, "\(label)") { try body() }
    #expect(error?.kind == .invalid, "\(label): \(String(describing: error))")
    #expect(error?.reason == reason, "\(label)")
  }

  @Test func `a path with a NUL byte is refused everywhere, and no other directory is made`()
    async throws
  {
    let home = try TemporaryDirectory()
    let index = home.path(of: "index")
    let writer = try IndexWriter(path: index)
    try await writer.add(SourceDocument(key: "1", values: ["body": "كتاب"]))
    try await writer.close()
    let before = try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted()
    let reason = "the path contains a NUL byte"
    for path in [index + "\0", index + "\0x", home.path(of: "new\0index"), "\0"] {
      for (label, body) in operations(path) { expectRefusal(reason, label, body) }
      expectRefusal(reason, "copy to") { _ = try IndexCopy(from: index, to: path).run() }
      expectRefusal(reason, "rebuild to") {
        _ = try IndexRebuild(path: index, target: path).run()
      }
    }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted() == before)
  }

  @Test func `an empty path is refused everywhere`() {
    for (label, body) in operations("") {
      expectRefusal("the path is empty", label, body)
    }
  }
}
