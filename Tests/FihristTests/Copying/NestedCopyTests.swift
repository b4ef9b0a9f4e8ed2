import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

/// A copy inside of the index that it is made of, and the other way round.
@Suite struct NestedCopyTests {
  private let home: TemporaryDirectory
  private var source: String { home.path(of: "a/index") }

  init() async throws {
    home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path(of: "a/index"))
    try await writer.add(SourceDocument(key: "1", values: ["body": "كتاب"]))
    try await writer.close()
    try FileManager.default.createSymbolicLink(
      atPath: home.path(of: "link"), withDestinationPath: home.path(of: "a/index"))
    try FileManager.default.createDirectory(
      atPath: home.path(of: "a/index/folder"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: home.path(of: "folder"), withDestinationPath: home.path(of: "a/index/folder"))
  }

  private func expectRefusal(_ target: String, replacing: Bool = false) throws {
    let before = try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted()
    for path in [source, home.path(of: "link")] {
      var copy = IndexCopy(from: path, to: target)
      copy.replacesTarget = replacing
      let error = #expect(throws: IndexError.self, "\(target)") { try copy.run() }
      #expect(error?.kind == .invalid, "\(target)")
      #expect(error?.reason.contains("inside") == true, "\(String(describing: error))")
      #expect(error?.advice.hasPrefix("choose a directory") == true)
    }
    let rebuild = #expect(throws: IndexError.self, "\(target)") {
      try IndexRebuild(path: source, target: target).run()
    }
    #expect(rebuild?.reason.contains("inside") == true)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted() == before)
  }

  @Test(arguments: [
    "a/index", "a/index/", "a/index/new", "a/index/folder", "a/index/folder/x/y", "link",
    "link/new", "folder", "folder/new", "a/../a/index/new",
  ])
  func `a copy into the index itself is refused, through links too`(target: String) throws {
    try expectRefusal(home.path(of: target))
    try expectRefusal(home.path(of: target), replacing: true)
  }

  @Test(arguments: ["a", "a/", "link/..", "", "folder/../.."])
  func `a copy into a directory that the index lies in is refused`(target: String) throws {
    try expectRefusal(home.path(of: target))
    try expectRefusal(home.path(of: target), replacing: true)
  }

  @Test(arguments: ["b", "a/b", "a/index2", "a/inde", "a/b/index/new"])
  func `a copy next to the index is made`(target: String) throws {
    #expect(try IndexCopy(from: source, to: home.path(of: target)).run().documents == 1)
    #expect(try Index(path: home.path(of: target)).documentCount == 1)
  }

  @Test func `a purge names what is not of the index, and leaves it`() async throws {
    let files = FileManager.default
    try files.createDirectory(
      atPath: source + "/folder/deep", withIntermediateDirectories: true)
    for name in ["notes.txt", "folder/seg-0000000001.keys", "folder/deep/ملف"] {
      try Data("كتاب".utf8).write(to: URL(fileURLWithPath: source + "/" + name))
    }
    try files.createSymbolicLink(atPath: source + "/up", withDestinationPath: home.path)
    let report = try IndexPurge(path: source, keys: ["1"]).run()
    #expect(report.purged == ["1"])
    #expect(
      report.foreignEntries == [
        "folder/", "folder/deep/", "folder/deep/ملف", "folder/seg-0000000001.keys", "notes.txt",
        "up",
      ])
    for entry in report.foreignEntries { #expect(files.fileExists(atPath: source + "/" + entry)) }
    try files.removeItem(atPath: source + "/folder")
    try files.removeItem(atPath: source + "/notes.txt")
    try files.removeItem(atPath: source + "/up")
    #expect(try IndexPurge(path: source, keys: ["1"]).run().foreignEntries.isEmpty)
  }
}
