import Foundation
import Testing

/// What every command says to an index that is not there, not whole, or not of this version.
@Suite struct DamageTests {
  static let readers = [
    ["search", "النفط"], ["info"], ["merge"], ["check"], ["delete", "--query", "النفط"],
    ["check", "--json"], ["repair"], ["repair", "--dry-run"], ["rebuild"], ["purge", "--key", "1"],
    ["backup", "--to", "/dev/null/nowhere"],
    ["run", "--topics", SampleArchive.path("queries.tsv")],
    [
      "evaluate", "--topics", SampleArchive.path("queries.tsv"), "--qrels",
      SampleArchive.path("qrels.txt"),
    ],
    ["bench", "--queries", SampleArchive.path("bench-queries.tsv"), "--repeat", "1"],
  ]

  @Test(arguments: readers)
  func `a directory without an index is wrong usage`(command: [String]) async throws {
    let folder = try TemporaryFolder()
    for path in [folder.url.path(percentEncoded: false), folder.path("absent")] {
      let run = try await Tool.run(command + ["--index", path])
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.hasOneSentence, "\(run.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("absent")))
  }

  @Test(arguments: readers)
  func `an index of a newer version is not touched`(command: [String]) async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    for path in try IndexFiles.paths("manifest-", in: index) { try IndexFiles.makeNewer(path) }
    let run = try await Tool.run(command + ["--index", index])
    #expect(run.status == 3)
    #expect(run.hasOneSentence, "\(run.errors)")
  }

  @Test func `indexing into an index of a newer version changes nothing`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    for path in try IndexFiles.paths("manifest-", in: index) { try IndexFiles.makeNewer(path) }
    let names = try FileManager.default.contentsOfDirectory(atPath: index).sorted()
    let run = try await Tool.run(
      "index", "--index", index, "--quiet", SampleArchive.path("archive"))
    #expect(run.status == 3, "\(run.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: index).sorted() == names)
  }

  @Test(arguments: ["terms", "postings", "positions", "norms", "documents", "keys"])
  func `a flipped bit is found by search and by check`(part: String) async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    for path in try IndexFiles.paths("." + part, in: index) { try IndexFiles.flipBit(of: path) }
    let search = try await Tool.run("search", "--index", index, "\"سلطنة عمان\"")
    #expect(search.status == 3, "\(search.output)")
    #expect(search.hasOneSentence, "\(search.errors)")
    #expect(search.errors.contains("." + part))
    let check = try await Tool.run("check", "--index", index)
    #expect(check.status == 1)
    #expect(check.output.contains("damaged"))
    #expect(check.hasOneSentence, "\(check.errors)")
  }

  @Test func `a manifest without a whole copy is found by search and by check`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    for path in try IndexFiles.paths("manifest-", in: index) { try IndexFiles.ruinManifest(path) }
    let search = try await Tool.run("search", "--index", index, "النفط")
    #expect(search.status == 3)
    #expect(search.hasOneSentence, "\(search.errors)")
    #expect(try await Tool.run("check", "--index", index).status == 1)
  }

  @Test(arguments: [
    ".terms", ".postings", ".positions", ".norms", ".documents", ".keys",
  ])
  func `a file that is cut off is found by search and by check`(part: String) async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    for path in try IndexFiles.paths(part, in: index) { try IndexFiles.truncate(path) }
    let search = try await Tool.run("search", "--index", index, "النفط")
    #expect(search.status == 3)
    #expect(search.hasOneSentence, "\(search.errors)")
    let check = try await Tool.run("check", "--index", index)
    #expect(check.status == 1)
    #expect(check.hasOneSentence, "\(check.errors)")
  }

  @Test func `a missing file is damage`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    for path in try IndexFiles.paths(".keys", in: index) {
      try FileManager.default.removeItem(atPath: path)
    }
    #expect(try await Tool.run("search", "--index", index, "النفط").status == 3)
    #expect(try await Tool.run("check", "--index", index).status == 1)
  }

  @Test func `a whole index passes the check, which changes nothing`() async throws {
    let index = try await SampleArchive.index()
    let before = try FileManager.default.contentsOfDirectory(atPath: index).sorted()
    let run = try await Tool.run("check", "--index", index)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    #expect(run.lines.last?.contains("is whole: 63 documents") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: index).sorted() == before)
  }

  @Test func `check finds a newer commit that cannot be read`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    try Data("torn".utf8).write(to: URL(filePath: index + "/manifest-0000000099"))
    #expect(try await Tool.run("search", "--index", index, "النفط").status == 0)
    let check = try await Tool.run("check", "--index", index)
    #expect(check.status == 1)
    #expect(check.output.contains("manifest-0000000099"))
  }
}
