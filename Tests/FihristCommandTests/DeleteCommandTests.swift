import Foundation
import Testing

@Suite struct DeleteCommandTests {
  private struct Deletion: Decodable {
    var deleted: Int
    var documents: Int
    var generation: Int
  }

  private struct Found: Decodable {
    struct Total: Decodable {
      var value: Int
    }

    struct Hit: Decodable {
      var key: String
    }

    var total: Total
    var hits: [Hit]
  }

  private func search(_ query: String, in index: String) async throws -> Found {
    try await Tool.run("search", "--index", index, "--count", "--json", "--limit", "100", query)
      .decoded(Found.self)
  }

  @Test func `what a query matches is gone, and the rest stays`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let before = try await search("النفط", in: index)
    #expect(before.total.value > 0)
    let run = try await Tool.run("delete", "--index", index, "--query", "النفط", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let deletion = try run.decoded(Deletion.self)
    #expect(deletion.deleted == before.total.value)
    #expect(deletion.documents == 63 - before.total.value)
    #expect(try await search("النفط", in: index).hits.isEmpty)
    let again = try await Tool.run("delete", "--index", index, "--query", "النفط", "--json")
    #expect(again.status == 1 && again.errors.isEmpty)
    let nothing = try again.decoded(Deletion.self)
    #expect(nothing.deleted == 0 && nothing.generation == deletion.generation)
    let info = try await Tool.run("info", "--index", index)
    let waiting = "\(deletion.documents) (and \(deletion.deleted) deleted or replaced"
    #expect(info.lines[0].contains(waiting), "\(info.lines[0])")
    #expect(try await Tool.run("check", "--index", index).status == 0)
  }

  @Test(arguments: [false, true])
  func `keys are deleted, as arguments or from a file`(isFile: Bool) async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let keys = try await search("النفط", in: index).hits.prefix(2).map(\.key)
    try #require(keys.count == 2)
    let file = try folder.write("keys", keys.joined(separator: "\r\n") + "\nnobody\n\n")
    let run = try await Tool.run(
      ["delete", "--index", index] + (isFile ? ["--keys", file] : ["--key"] + keys))
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "deleted 2 documents; the index holds 61\n")
    #expect(try await search("النفط", in: index).hits.allSatisfy { !keys.contains($0.key) })
    let again = try await Tool.run(["delete", "--index", index, "--key"] + keys)
    #expect(again.status == 1 && again.output.isEmpty && again.hasOneSentence)
  }

  @Test func `a query that only excludes says so`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let run = try await Tool.run("delete", "--index", index, "--query", "-النفط")
    #expect(run.status == 1 && run.hasOneSentence, "\(run.errors)")
    let searched = try await Tool.run("search", "--index", index, "--", "-النفط")
    #expect(run.errors == searched.errors)
    #expect(run.errors.contains("only what must not be there"))
    let other = try await Tool.run("delete", "--index", index, "--query", "لاشيءكهذا")
    #expect(other.errors.contains("nothing matches"), "\(other.errors)")
  }

  @Test(arguments: [
    [], ["--key"], ["--key", "1", "--query", "x"], ["--keys", "/absent"], ["--query", "\"x"],
  ])
  func `wrong usage changes nothing`(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: index).sorted()
    let run = try await Tool.run(["delete", "--index", index] + arguments)
    #expect(run.status == 2)
    #expect(run.hasOneSentence, "\(run.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: index).filter { $0 != "write.lock" }
        .sorted() == files.filter { $0 != "write.lock" })
  }
}
