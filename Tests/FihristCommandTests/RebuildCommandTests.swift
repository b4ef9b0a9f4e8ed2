import Foundation
import Testing

@Suite struct RebuildCommandTests {
  private struct Rebuilt: Decodable {
    var documents: Int
    var segments: Int
    var generation: Int
    var bytes: Int
  }

  private func hits(_ index: String) async throws -> String {
    let run = try await Tool.run("search", "--index", index, "--json", "--count", "النفط سعر")
    let start = try #require(run.output.range(of: "\"total\":")).lowerBound
    return String(run.output[start...])
  }

  @Test(arguments: [true, false])
  func `a rebuilt index gives the same answers`(keepsPath: Bool) async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let before = try await hits(index)
    let target = keepsPath ? index : folder.path("new")
    let run = try await Tool.run(
      ["rebuild", "--index", index, "--json"] + (keepsPath ? [] : ["--to", target]))
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let rebuilt = try run.decoded(Rebuilt.self)
    #expect(rebuilt.documents == 63 && rebuilt.segments == 1 && rebuilt.bytes > 0)
    #expect(keepsPath ? rebuilt.generation > 2 : rebuilt.generation == 1)
    #expect(try await hits(target) == before)
    #expect(try await Tool.run("check", "--index", target, "--level", "full").status == 0)
    #expect(try await hits(index) == before)
    let again = try await Tool.run("rebuild", "--index", target)
    #expect(again.output.hasPrefix("rebuilt 63 documents as commit \(rebuilt.generation + 1): "))
    #expect(again.output.hasSuffix(" in 1 segment\n"))
  }

  @Test func `what cannot be rebuilt is refused before anything is done`() async throws {
    let folder = try TemporaryFolder()
    let schema = try folder.write(
      "schema.json",
      #"{"key":"id","fields":[{"name":"content","type":"text","stored":false}]}"#)
    let input = try folder.write("in.jsonl", #"{"id":"1","content":"نص المقال"}"# + "\n")
    let unstored = folder.path("unstored")
    let made = try await Tool.run(
      "index", "--index", unstored, "--schema", schema, "--quiet", input)
    #expect(made.status == 0, "\(made.errors)")
    let refused = try await Tool.run("rebuild", "--index", unstored, "--to", folder.path("x"))
    #expect(refused.status == 2 && refused.hasOneSentence && refused.output.isEmpty)
    #expect(refused.errors.contains("\"content\" is searched and its text is not stored"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("x")))
    let index = try await SampleArchive.copy(into: folder)
    let taken = try await Tool.run("rebuild", "--index", index, "--to", unstored)
    #expect(taken.status == 2 && taken.errors.contains("there is an index already"))
    for arguments in [["--to", ""], ["--memory", "1"]] {
      let wrong = try await Tool.run(["rebuild", "--index", index] + arguments)
      #expect(wrong.status == 2 && wrong.hasOneSentence, "\(wrong.errors)")
    }
    let holder = try HeldIndex(index)
    let locked = try await Tool.run("rebuild", "--index", index)
    #expect(locked.status == 2 && locked.hasOneSentence)
    #expect(locked.errors.contains("another writer"))
    holder.release()
    for path in try IndexFiles.paths(".documents", in: index) { try IndexFiles.flipBit(of: path) }
    let damaged = try await Tool.run("rebuild", "--index", index)
    #expect(damaged.status == 3 && damaged.hasOneSentence)
    #expect(damaged.errors.contains("fihrist repair"))
  }
}
