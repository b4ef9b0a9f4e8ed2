import FihristTestSupport
import Foundation
import Testing

@Suite struct DatabaseCommandTests {
  private func index(_ options: [String], in folder: TemporaryFolder) async throws -> ToolRun {
    let file = try folder.write("news.db", Data(DatabaseSpecimens.two))
    return try await Tool.run(
      ["index", "--index", folder.path("index"), "--json"] + options
        + [file.path(percentEncoded: false)])
  }

  @Test func `a table or a query of a database is indexed`() async throws {
    for options in [
      ["--table", "أخبار"], ["--query", "SELECT id AS key, title AS headline FROM \"أخبار\""],
    ] {
      let folder = try TemporaryFolder()
      let run = try await index(options, in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try run.object()["documents"] as? Int == 2)
      let found = try await Tool.run("search", "--index", folder.path("index"), "--json", "الجسر")
      let hits = try found.object()["hits"] as? [[String: Any]]
      #expect(hits?.compactMap { $0["key"] as? String } == ["1"])
    }
  }

  @Test func `without a table, and with both options, the tool says what to do`() async throws {
    let folder = try TemporaryFolder()
    let none = try await index([], in: folder)
    #expect(none.status != 0)
    #expect(none.errors.contains("it has 2 tables: \"other\", \"أخبار\""))
    #expect(none.errors.contains("name one with --table"))
    let both = try await index(["--table", "x", "--query", "SELECT 1"], in: folder)
    #expect(both.status != 0)
    #expect(both.errors.contains("--table cannot be given with it"))
  }

  @Test(arguments: ["--table", "--query"])
  func `an option about databases is refused where no input is one`(option: String) async throws {
    let folder = try TemporaryFolder()
    let line = #"{"id":"1","title":"عودة القطار"}"# + "\n"
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "lines"), withIntermediateDirectories: false)
    let lines = try folder.write("lines/a.jsonl", line)
    let named = try folder.write("lines/empty.db", "")
    let packed = try folder.write("packed.db.gz", Data([0x1F, 0x8B, 8, 0]))
    for input in [[lines], [named], [packed.path(percentEncoded: false)], [folder.path("lines")]] {
      for dryRun in [[], ["--dry-run"]] {
        let run = try await Tool.run(
          ["index", "--index", folder.path("index"), option, "SELECT"] + dryRun + input)
        #expect(run.status == 2)
        #expect(run.errors.contains("\(option) says which rows"), "\(run.errors)")
        #expect(run.errors.contains("leave it out, or name a database"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("index")))
      }
    }
    let piped = try await Tool.shell(
      #"cat "$1" | "$0" index --index "$2" "$3" SELECT -"#, lines, folder.path("index"), option)
    #expect(piped.status == 2)
  }

  @Test func `a database among other files of a folder is read by its table`() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "mixed"), withIntermediateDirectories: false)
    _ = try folder.write("mixed/a.jsonl", #"{"id":"x","title":"عودة القطار"}"# + "\n")
    // Its name does not tell.
    _ = try folder.write("mixed/z.txt", Data(DatabaseSpecimens.two))
    let run = try await Tool.run(
      "index", "--index", folder.path("index"), "--json", "--table", "أخبار", folder.path("mixed"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["documents"] as? Int == 3)
  }

  @Test func `mojibake is repaired when it is asked for, and counted`() async throws {
    let folder = try TemporaryFolder()
    let line = #"{"id":"1","title":"ط§ظ„ظ‚ط·ط§ط± ط§ظ„ط¬ط¯ظٹط¯"}"# + "\n"
    let file = try folder.write("a.jsonl", Data(line.utf8))
    let run = try await Tool.run(
      "index", "--index", folder.path("index"), "--json", "--repair-mojibake",
      file.path(percentEncoded: false))
    #expect(run.status == 0)
    #expect((try run.object()["problems"] as? [String: Int]) == ["encoding": 1])
    let found = try await Tool.run("search", "--index", folder.path("index"), "--json", "القطار")
    #expect((try found.object()["hits"] as? [[String: Any]])?.count == 1)
  }
}
