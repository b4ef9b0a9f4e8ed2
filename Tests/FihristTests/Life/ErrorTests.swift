public import Fihrist
import FihristTestSupport
public import Foundation
import Testing

// The lines that the documentation of `FihristError` gives to programs that use Foundation. They
// need `@retroactive` outside of this package.
extension IndexError: LocalizedError {
  /// What the error says of itself.
  public var errorDescription: String? { description }
}

/// The forms of catching that the documentation of `FihristError` shows, and what errors and
/// reports say.
@Suite struct ErrorTests {
  private let home: TemporaryDirectory
  private var path: String { home.path(of: "index") }

  init() throws { home = try TemporaryDirectory() }

  private func makeIndex() async throws {
    let writer = try IndexWriter(path: path)
    for key in ["a", "b", "c"] {
      try await writer.add(SourceDocument(key: key, values: ["body": "كتاب \(key)"]))
    }
    try await writer.close()
  }

  @Test func `a situation is caught by its kind, everything else by the protocol`() async throws {
    try await makeIndex()
    let writer = try IndexWriter(path: path)
    var caught: [String] = []
    do {
      _ = try IndexWriter(path: path)
    } catch let error as IndexError where error.kind == .locked {
      caught.append("locked")
    } catch {
      caught.append("other")
    }
    do {
      _ = try Index(path: home.path(of: "absent"))
    } catch let error as IndexError where error.kind == .locked {
      caught.append("locked")
    } catch let error as any FihristError {
      caught.append(error.reason)
    }
    do {
      _ = try RankingParameters(k1: -1, b: 2)
    } catch let error as IndexError where error.kind == .invalid {
      caught.append("invalid")
    } catch let error as SchemaError where error.field == nil {
      caught.append(error.location)
    }
    do {
      _ = try Schema(fields: [])
    } catch let error as SchemaError where error.field == nil {
      caught.append(error.reason)
    }
    do {
      try await writer.add(SourceDocument(key: "", values: ["body": "كتاب"]))
    } catch let error as IndexError where error.kind == .invalid {
      caught.append("invalid")
    } catch {
      caught.append("other")
    }
    #expect(
      caught == ["locked", "no index exists here", "schema", "no field is indexed", "invalid"])
    try await writer.close()
  }

  @Test func `an error says where, what and what to do, in one sentence`() {
    let missing = #expect(throws: IndexError.self) { _ = try Index(path: "/nowhere") }
    #expect(
      missing?.description
        == "/nowhere: no index exists here; check the path, or create an index with a writer")
    #expect(missing?.localizedDescription == missing?.description)
    for error in [
      missing as (any FihristError)?, SchemaError(reason: "it has no field", advice: "add one"),
    ] {
      #expect(error.map { "\($0)".hasSuffix("; \($0.advice)") } == true)
    }
  }

  /// Advice that speaks of a terminal belongs to the tool.
  @Test func `the library's advice does not speak of commands`() async throws {
    try await makeIndex()
    let writer = try IndexWriter(path: path)
    defer { withExtendedLifetime(writer) {} }
    for body in [
      { _ = try IndexWriter(path: path) }, { _ = try Index(path: "/nowhere") },
      { _ = try Index(path: "/dev/null") }, { _ = try IndexPurge(path: path, keys: []).run() },
    ] as [() throws -> Void] {
      let error = #expect(throws: IndexError.self) { try body() }
      let advice = error?.advice ?? "command"
      #expect(!advice.contains("command") && !advice.contains("fihrist"), "\(advice)")
    }
  }

  @Test func `reports are sentences`() async throws {
    try await makeIndex()
    #expect(
      "\(try IndexCheck(path: path, level: .checksums).run())"
        == "commit 2 is whole: 3 documents in 1 segment, checked at level checksums")
    #expect(
      "\(try IndexRepair(path: path).plan())"
        == "nothing to repair: commit 2 is whole, with 3 documents")
    let file = try #require(
      FileManager.default.contentsOfDirectory(atPath: path).first { $0.hasSuffix(".postings") })
    try Data("x".utf8).write(to: URL(fileURLWithPath: path + "/" + file))
    let report = try IndexCheck(path: path, level: .checksums).run()
    #expect(
      "\(report)" == "commit 2 has 1 finding: 3 documents in 1 segment, checked at level checksums")
    let finding = try #require(report.findings.first)
    #expect(
      "\(finding)".hasPrefix("\(file): it is not a file of an index; it affects 3 documents ("))
    #expect("\(finding)".hasSuffix("; \(finding.remedy.advice)"))
    let plan = try IndexRepair(path: path).plan()
    #expect(
      "\(plan)"
        == "a repair would leave 3 documents; 1 segment damaged, 3 documents of them kept, 0 lost")
    #expect(
      "\(plan.segments[0])".hasPrefix(
        "segment 1 is indexed again: 3 of 3 documents kept; \(file): "))
    _ = try IndexRepair(path: path).run()
    let purge = try IndexPurge(path: path, keys: ["a", "x"]).run()
    #expect(
      "\(purge)"
        == "purged 1 key, 1 found nowhere: "
        + "none is left in the 8 files and 2 documents of commit \(purge.generation)"
    )
  }
}
