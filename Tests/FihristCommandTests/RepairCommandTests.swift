import Foundation
import Testing

@Suite struct RepairCommandTests {
  private struct Report: Decodable {
    struct Segment: Decodable {
      var number: Int
      var fate: String
      var documents: Int
      var saved: Int
      var damage: [String]
    }

    var dry_run: Bool
    var source: Int
    var generation: Int?
    var whole: Bool
    var unreadable_commits: [Int]
    var manifest_damaged: Bool
    var segments: [Segment]
    var documents: Int
    var saved: Int
    var lost: Int
    var lost_keys: [String]
    var lost_without_key: Int
  }

  private func answer(_ index: String) async throws -> String {
    let run = try await Tool.run(
      "search", "--index", index, "--json", "--count", "--limit", "100", "النفط «سلطنة عمان»")
    let start = try #require(run.output.range(of: "\"total\":")).lowerBound
    return String(run.output[start...])
  }

  private func names(_ index: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: index).filter { $0 != "write.lock" }
      .sorted()
  }

  @Test func `there is nothing to repair in a whole index`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let before = try names(index)
    let run = try await Tool.run("repair", "--index", index)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.hasPrefix("nothing to repair: commit "))
    #expect(run.output.hasSuffix(" is whole, with 63 documents\n"))
    #expect(try names(index) == before)
  }

  @Test(arguments: ["terms", "postings", "positions", "norms"])
  func `a repair from texts loses nothing and changes no answer`(kind: String) async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let before = try await answer(index)
    for path in try IndexFiles.paths("." + kind, in: index) { try IndexFiles.truncate(path) }
    let damaged = try names(index)
    let plan = try await Tool.run("repair", "--index", index, "--dry-run")
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(
      plan.lines.last
        == "a repair would leave 63 documents, 63 of them saved from damaged segments; 0 lost")
    #expect(try names(index) == damaged)
    let run = try await Tool.run("repair", "--index", index)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("indexed-again") && run.output.contains("damaged: seg-"))
    let sum = try #require(run.lines.last)
    #expect(sum.hasPrefix("repaired as commit "))
    #expect(sum.hasSuffix(": 63 documents, 63 of them saved from damaged segments; 0 lost"))
    #expect(try await answer(index) == before)
    #expect(try await Tool.run("check", "--index", index, "--level", "full").status == 0)
  }

  @Test func `lost documents are named, and the exit code says that there are some`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let path = try #require(try IndexFiles.paths(".documents", in: index).last)
    try IndexFiles.flipBit(of: path)
    let plan = try await Tool.run("repair", "--index", index, "--dry-run", "--json")
    #expect(plan.status == 1 && plan.errors.isEmpty)
    let planned = try plan.decoded(Report.self)
    #expect(planned.dry_run && planned.generation == nil)
    let run = try await Tool.run("repair", "--index", index)
    #expect(run.status == 1 && run.hasOneSentence, "\(run.errors)")
    #expect(run.errors.contains("\(planned.lost) documents are lost; index them again"))
    #expect(
      run.lines.filter { $0.hasPrefix("lost  ") } == planned.lost_keys.map { "lost  \($0)" })
    #expect(planned.lost == planned.lost_keys.count && planned.documents == 63 - planned.lost)
    #expect(try await Tool.run("check", "--index", index).status == 0)
    let again = try await Tool.run(
      "index", "--index", index, "--quiet", SampleArchive.path("archive"))
    #expect(again.status == 0)
    let info = try await Tool.run("info", "--index", index, "--json").object()
    #expect(info["documents"] as? Int == 63)
  }

  @Test func `documents without keys are counted`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    for path in try IndexFiles.paths(".keys", in: index) { try IndexFiles.truncate(path) }
    let run = try await Tool.run("repair", "--index", index, "--json")
    #expect(run.status == 1 && run.errors.isEmpty)
    let report = try run.decoded(Report.self)
    #expect(report.lost_without_key == 63 && report.lost_keys.isEmpty && report.documents == 0)
    #expect(report.segments.allSatisfy { $0.fate == "dropped" && $0.saved == 0 })
    #expect(try await Tool.run("check", "--index", index).status == 0)
  }

  @Test func `a newer commit that cannot be read is gone back from`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    try Data("torn".utf8).write(to: URL(filePath: index + "/manifest-0000000099"))
    let run = try await Tool.run("repair", "--index", index)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("commit 99 cannot be read; the repair continues from commit "))
    #expect(run.output.contains("repaired as commit 100: 63 documents"))
    #expect(try await Tool.run("check", "--index", index).status == 0)
  }

  @Test func `a manifest that is damaged in a part is written again`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let before = try await answer(index)
    let path = try #require(try IndexFiles.paths("manifest-", in: index).first)
    try IndexFiles.flipBit(of: path, at: 40)
    #expect(try await answer(index) == before)
    let check = try await Tool.run("check", "--index", index)
    #expect(check.status == 1 && check.output.contains("it affects 0 documents"))
    #expect(check.output.contains("repair writes it again from its intact copy"))
    let plan = try await Tool.run("repair", "--index", index, "--dry-run", "--json")
    let planned = try plan.decoded(Report.self)
    #expect(plan.status == 0 && planned.manifest_damaged && planned.lost == 0)
    let run = try await Tool.run("repair", "--index", index)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("is partly damaged; it was read from its good copy"))
    #expect(try await Tool.run("check", "--index", index).status == 0)
    #expect(try await answer(index) == before)
  }

  @Test func `deletions that cannot be read decide what comes back`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    #expect(try await Tool.run("delete", "--index", index, "--query", "النفط").status == 0)
    for path in try IndexFiles.paths(".live", in: index) { try IndexFiles.truncate(path) }
    let plan = try await Tool.run("repair", "--index", index, "--dry-run", "--json")
    #expect(plan.status == 1)
    #expect(try plan.decoded(Report.self).segments.allSatisfy { $0.fate == "dropped" })
    let run = try await Tool.run("repair", "--index", index, "--restore-deleted")
    #expect(run.status == 0, "\(run.errors)")
    let info = try await Tool.run("info", "--index", index, "--json").object()
    #expect(info["documents"] as? Int == 63)
  }

  @Test func `a locked index, or one without a manifest, is left alone`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    for path in try IndexFiles.paths(".norms", in: index) { try IndexFiles.truncate(path) }
    let holder = try HeldIndex(index)
    let before = try names(index)
    let locked = try await Tool.run("repair", "--index", index)
    #expect(locked.status == 2 && locked.hasOneSentence && locked.output.isEmpty)
    #expect(locked.errors.contains("another writer"))
    #expect(try await Tool.run("repair", "--index", index, "--dry-run").status == 0)
    holder.release()
    for path in try IndexFiles.paths("manifest-", in: index) { try IndexFiles.ruinManifest(path) }
    let lost = try await Tool.run("repair", "--index", index)
    #expect(lost.status == 3 && lost.hasOneSentence, "\(lost.errors)")
    #expect(try names(index) == before)
  }
}
