import Foundation
import Testing

/// Importing archives: looking first, names of members, constants.
@Suite struct ImportCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let records = """
      {"nr":"1","kopf":{"main":"عودة القطار"},"content":"نص","date":"2024-05-18"}
      {"nr":"2","kopf":{"main":"موسم التمور"},"content":"نص","date":"غدا"}
      {"nr":"3"
      """
    _ = try folder.write("a.jsonl", Data(records.utf8))
  }

  private func index(_ arguments: String...) async throws -> ToolRun {
    try await Tool.run(
      ["index", "--index", folder.path("i")] + arguments + [folder.path("a.jsonl")])
  }

  @Test func `a dry run says what would be indexed, and writes nothing`() async throws {
    let run = try await index("--dry-run", "--map", "key=nr", "--map", "title=kopf.main")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("would index 2 documents"), "\(run.output)")
    #expect(run.output.contains("1 left out"))
    #expect(run.output.contains("formats: jsonl 1"))
    #expect(run.output.contains("encodings: UTF-8 1"))
    #expect(run.output.contains("fields: title 2, body 2, date 2"))
    #expect(run.output.contains("dates: 1 of 2 understood"))
    #expect(run.output.contains("title: عودة القطار"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("i")))
    let json = try await index(
      "--dry-run", "--json", "--report", folder.path("r"), "--map", "key=nr", "--map",
      "title=kopf.main")
    let object = try json.object()
    #expect(object["documents"] as? Int == 2)
    #expect(object["fields"] as? [String: Int] == ["title": 2, "body": 2, "date": 2])
    let written = try String(contentsOfFile: folder.path("r"), encoding: .utf8)
    #expect(written == json.output)
  }

  @Test func `members are mapped, and constants fill what is not there`() async throws {
    let run = try await index(
      "--map", "key=nr", "--map", "title=kopf.main", "--set", "source=عكاظ", "--set",
      "date=2020-01-02", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let get = try await Tool.run("get", "--index", folder.path("i"), "--key", "1")
    #expect(get.output.contains("عودة القطار"), "\(get.output)")
    #expect(get.output.contains("عكاظ"))
    #expect(get.output.contains("2024-05-18"))
    #expect(!get.output.contains("2020-01-02"))
  }

  @Test func `fields that are not there are refused with those that are`() async throws {
    for option in ["--map", "--set"] {
      let run = try await index("--map", "key=nr", option, "preis=x")
      #expect(run.status == 2)
      #expect(run.errors.contains("no field \"preis\"; it has title, body"), "\(run.errors)")
    }
    #expect(try await index("--set", "source").status == 2)
  }
}
