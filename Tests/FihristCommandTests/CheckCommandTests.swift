import Foundation
import Testing

@testable import Fihrist

@Suite struct CheckCommandTests {
  private struct Report: Decodable {
    struct Segment: Decodable {
      var number: Int
      var documents: Int
      var bytes: Int
      var whole: Bool
    }

    struct ByteRange: Decodable {
      var start: Int
      var end: Int
    }

    struct Documents: Decodable {
      var count: Int
      var known: Bool
      var keys: [String]
    }

    struct Words: Decodable {
      var count: Int
      var first: [String]
    }

    struct Finding: Decodable {
      var file: String
      var segment: Int?
      var ranges: [ByteRange]
      var damage: Bool
      var reason: String
      var documents: Documents
      var words: Words
      var remedy: String
      var advice: String
    }

    var path: String
    var level: String
    var generation: Int?
    var whole: Bool
    var documents: Int
    var bytes: Int
    var inputs_lost: Bool
    var segments: [Segment]
    var findings: [Finding]
  }

  @Test(arguments: ["checksums", "structure", "full"])
  func `a whole index passes every level`(level: String) async throws {
    let index = try await SampleArchive.index()
    let run = try await Tool.run("check", "--index", index, "--level", level, "--json")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let report = try run.decoded(Report.self)
    #expect(report.whole && report.level == level && report.documents == 63)
    #expect(report.path == index && report.findings.isEmpty && report.generation != nil)
    #expect(report.bytes == report.segments.reduce(0) { $0 + $1.bytes })
    #expect(!report.inputs_lost)
  }

  @Test(arguments: [false, true])
  func `a check tells that input files are forgotten, and the documents are whole`(
    isDamaged: Bool
  ) async throws {
    let folder = try TemporaryFolder()
    let index = folder.path("index")
    let input = try folder.write("in.jsonl", #"{"id":"a","content":"نص"}"# + "\n")
    #expect(try await Tool.run("index", "--index", index, input).status == 0)
    #expect(try await !Tool.run("check", "--index", index).output.contains("input files"))
    for path in try IndexFiles.paths("inputs-", in: index) {
      if isDamaged {
        try IndexFiles.flipBit(of: path)
      } else {
        try FileManager.default.removeItem(atPath: path)
      }
    }
    let shown = try await Tool.run("check", "--index", index)
    #expect(shown.status == 0 && shown.errors.isEmpty, "\(shown.errors)")
    #expect(shown.output.contains("warning: what is remembered of the input files is not there"))
    #expect(shown.lines.last?.contains("is whole: 1 document") == true, "\(shown.output)")
    let json = try await Tool.run("check", "--index", index, "--json", "--level", "checksums")
    let report = try json.decoded(Report.self)
    #expect(json.status == 0 && report.whole && report.inputs_lost && report.findings.isEmpty)
  }

  @Test func `a level that is none is wrong usage`() async throws {
    let run = try await Tool.run("check", "--index", "x", "--level", "deep")
    #expect(run.status == 2 && run.hasOneSentence && run.errors.contains("deep"))
  }

  @Test(arguments: [
    ("terms", "index-again"), ("postings", "index-again"), ("positions", "index-again"),
    ("norms", "index-again"), ("documents", "drop-documents"), ("keys", "drop-documents"),
  ])
  func `a finding names file, bytes, documents and remedy`(
    kind: String, remedy: String
  ) async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let path = try #require(try IndexFiles.paths("." + kind, in: index).first)
    try IndexFiles.flipBit(of: path, at: 20)
    let run = try await Tool.run("check", "--index", index, "--json")
    #expect(run.status == 1 && run.errors.isEmpty)
    let report = try run.decoded(Report.self)
    #expect(!report.whole && report.segments.count { !$0.whole } == 1)
    let finding = try #require(report.findings.first)
    #expect(index + "/" + finding.file == path && finding.segment != nil)
    #expect(finding.damage)
    #expect(finding.ranges.count == 1 && finding.ranges[0].start == 0 && finding.ranges[0].end > 0)
    #expect(finding.reason.contains("checksum") && finding.remedy == remedy)
    #expect(finding.documents.count > 0 && finding.advice.contains("repair"))
    let hasWords = ["postings", "positions"].contains(kind)
    #expect(hasWords ? finding.words.count > 0 : finding.words.first.isEmpty)
    let text = try await Tool.run("check", "--index", index)
    #expect(text.status == 1 && text.hasOneSentence && text.errors.contains("fihrist repair"))
    #expect(text.output.contains("damaged: \(finding.file): \(finding.reason)"))
    #expect(text.output.contains(finding.advice))
    #expect(text.output.contains("documents") && !text.output.contains("is whole"))
  }

  @Test func `an index without a manifest that can be read has one finding`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    for path in try IndexFiles.paths("manifest-", in: index) { try IndexFiles.ruinManifest(path) }
    let run = try await Tool.run("check", "--index", index, "--json")
    #expect(run.status == 1 && run.errors.isEmpty)
    let report = try run.decoded(Report.self)
    #expect(report.generation == nil && report.segments.isEmpty)
    #expect(report.findings.map(\.remedy) == ["restore"])
    #expect(report.findings[0].documents.count == 63)
    let text = try await Tool.run("check", "--index", index)
    #expect(text.status == 1 && text.errors.contains("restore the index from a copy"))
  }

  /// Texts that the analyzer made other words of when they were indexed.
  @Test func `words of another version are not damage, and a rebuild makes others`() async throws {
    let folder = try TemporaryFolder()
    for (name, text) in [("a", "كتاب"), ("b", "كتب")] {
      let input = try folder.write("in.jsonl", #"{"id":"k","content":"\#(text)"}"# + "\n")
      let run = try await Tool.run("index", "--index", folder.path(name), "--quiet", input)
      #expect(run.status == 0, "\(run.errors)")
    }
    let index = folder.path("a")
    var manifest = try Manifest.newest(in: IndexDirectory(path: index))
    let other = try Manifest.newest(in: IndexDirectory(path: folder.path("b")))
    manifest.segments[0].files[.documents] = other.segments[0].files[.documents]
    for path in try IndexFiles.paths(".documents", in: folder.path("b")) {
      let replaced = try #require(try IndexFiles.paths(".documents", in: index).first)
      try Data(contentsOf: URL(filePath: path)).write(to: URL(filePath: replaced))
    }
    manifest.generation += 1
    try manifest.commit(to: IndexDirectory(path: index))
    #expect(try await Tool.run("check", "--index", index).status == 0)
    let full = ["check", "--index", index, "--level", "full"]
    let text = try await Tool.run(full)
    #expect(text.status == 1 && text.hasOneSentence, "\(text.errors)")
    #expect(text.errors.contains("nothing is damaged") && text.errors.contains("'fihrist rebuild'"))
    #expect(!text.output.contains("damaged") && text.output.contains("of another version"))
    let report = try await Tool.run(full + ["--json"]).decoded(Report.self)
    #expect(report.findings.map(\.remedy) == ["rebuild"] && !report.findings[0].damage)
    let plan = try await Tool.run("repair", "--index", index, "--level", "full", "--dry-run")
    #expect(plan.output.contains("  differs: ") && !plan.output.contains("damaged: "))
    #expect(try await Tool.run("rebuild", "--index", index).status == 0)
    #expect(try await Tool.run(full).status == 0)
  }

  @Test func `a check needs no lock and passes an empty index`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let everything = try await Tool.run("delete", "--index", index, "--query", "من في على النفط")
    #expect(everything.status == 0)
    let holder = try HeldIndex(index)
    let run = try await Tool.run("check", "--index", index, "--level", "full")
    #expect(run.status == 0, "\(run.errors)")
    holder.release()
  }
}
