import Fihrist
import Foundation
import Testing

@Suite struct InfoCommandTests {
  private struct Information: Decodable {
    struct Segment: Decodable {
      var number: Int
      var documents: Int
      var deleted: Int
      var bytes: [String: Int]
    }

    struct Schema: Decodable {
      struct Field: Decodable {
        var name: String
        var type: String
      }

      var key: String?
      var fields: [Field]
    }

    var path: String
    var format_version: Int
    var generation: Int
    var user_data: [String: String]
    var documents: Int
    var deleted: Int
    var segments: [Segment]
    var bytes: [String: Int]
    var analyzers: [String]
    var k1: Double
    var b: Double
    var average_length: Double
    var schema: Schema
  }

  @Test func `JSON says what the index consists of, to the byte`() async throws {
    let index = try await SampleArchive.index()
    let run = try await Tool.run("info", "--index", index, "--json")
    #expect(run.status == 0)
    let information = try run.decoded(Information.self)
    #expect(information.documents == 63)
    #expect(information.segments.reduce(0) { $0 + $1.documents } == 63)
    #expect(information.format_version == 1)
    #expect(abs(information.k1 - 0.7) < 1e-6 && information.b == 0.75)
    #expect(information.average_length > 10)
    #expect(information.analyzers.first?.hasPrefix("arabic/") == true)
    #expect(information.schema.key == "id")
    #expect(information.schema.fields.contains { $0.name == "title" && $0.type == "text" })
    for part in ["terms", "postings", "positions", "norms", "documents", "keys"] {
      let onDisk = try IndexFiles.paths("." + part, in: index).reduce(0) { sum, path in
        sum + (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0)
      }
      #expect(information.bytes[part] == onDisk, "\(part)")
    }
    #expect(
      information.bytes["total"]
        == information.bytes.reduce(0) { $0 + ($1.key == "total" ? 0 : $1.value) })
  }

  @Test func `replaced and deleted documents are shown until a merge`() async throws {
    let folder = try TemporaryFolder()
    let index = folder.path("i")
    func write(_ keys: [Int]) throws -> String {
      try folder.write(
        "in.jsonl", keys.map { #"{"id":"\#($0)","content":"نص"}"# + "\n" }.joined())
    }
    func information() async throws -> Information {
      try await Tool.run("info", "--index", index, "--json").decoded(Information.self)
    }
    for keys in [Array(1...9), [1, 2]] {
      let run = try await Tool.run("index", "--index", index, "--quiet", try write(keys))
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(try await Tool.run("delete", "--index", index, "--key", "3").status == 0)
    let before = try await information()
    #expect(before.documents == 8 && before.deleted == 3)
    #expect(before.segments.map(\.deleted) == [3, 0])
    let shown = try await Tool.run("info", "--index", index)
    #expect(shown.lines[0] == "documents   8 (and 3 deleted or replaced, until a merge)")
    #expect(try await Tool.run("merge", "--index", index).status == 0)
    let after = try await information()
    #expect(after.documents == 8 && after.deleted == 0)
  }

  @Test func `what a commit says about itself is shown, in the order of the names`() async throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(path: folder.path("i"))
    let data = ["position": "4096", "log": "a\u{1B}b", "": "x"]
    try await writer.commit(replacingUserData: data)
    try await writer.close()
    let run = try await Tool.run("info", "--index", folder.path("i"), "--json")
    #expect(try run.decoded(Information.self).user_data == data)
    let shown = try await Tool.run("info", "--index", folder.path("i")).lines
    let lines = shown.filter { $0.hasPrefix("user data") }
    #expect(lines == ["user data   : x", "user data   log: a b", "user data   position: 4096"])
    #expect(try await Tool.run("merge", "--index", folder.path("i")).status == 0)
    let after = try await Tool.run("info", "--index", folder.path("i"), "--json")
    #expect(try after.decoded(Information.self).user_data == data)
  }

  @Test func `people get the same without escape sequences`() async throws {
    let run = try await Tool.run("info", "--index", try await SampleArchive.index())
    #expect(run.status == 0)
    #expect(run.lines[0] == "documents   63")
    #expect(run.output.contains("BM25, k1 0.7, b 0.75"))
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test func `k1 and b of a new index are the ones asked for`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("in.jsonl", #"{"id":"1","content":"نص"}"# + "\n")
    let made = try await Tool.run(
      "index", "--index", folder.path("i"), "--quiet", "--k1", "0.9", "--b", "0.4", file)
    #expect(made.status == 0, "\(made.errors)")
    let run = try await Tool.run("info", "--index", folder.path("i"), "--json")
    let information = try run.decoded(Information.self)
    #expect(information.k1 == 0.9 && information.b == 0.4)
    let other = try await Tool.run(
      "index", "--index", folder.path("i"), "--quiet", "--k1", "1.5", file)
    #expect(other.status == 2)
    #expect(other.hasOneSentence && other.errors.contains("k1 0.9 and b 0.4"), "\(other.errors)")
    let same = try await Tool.run(
      "index", "--index", folder.path("i"), "--quiet", "--b", "0.4", file)
    #expect(same.status == 0, "\(same.errors)")
    let wrong = try await Tool.run("index", "--index", folder.path("j"), "--b", "1.5", file)
    #expect(wrong.status == 2 && wrong.hasOneSentence, "\(wrong.errors)")
  }
}
