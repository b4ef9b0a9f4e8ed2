import Foundation
import Testing

@Suite struct GetCommandTests {
  private struct Document: Decodable {
    struct Fields: Decodable {
      var title: String?
      var tags: [String]?
      var length: String?
    }

    struct Columns: Decodable {
      var tags: [String]?
      var length: Int?
      var rating: Double?
      var open: Bool?
      var day: String?
    }

    var key: String
    var fields: Fields
    var columns: Columns
  }

  private static let schema = """
    {"key":"id","fields":[{"name":"title"},{"name":"tags","type":"keyword"},
    {"name":"length","type":"integer"},{"name":"rating","type":"decimal","stored":false},
    {"name":"open","type":"boolean","stored":false},{"name":"day","type":"date"}]}
    """

  private static let record = """
    {"id":"a","title":"عنوان","tags":["نفط","غاز"],"length":"٣٠٠","rating":4.5,"open":true,\
    "day":"الجمعة 3 مايو 2024"}

    """

  private func index(_ folder: TemporaryFolder) async throws -> String {
    let schema = try folder.write("s.json", Self.schema)
    let input = try folder.write("in.jsonl", Self.record)
    let index = folder.path("i")
    let run = try await Tool.run("index", "--index", index, "--schema", schema, "--quiet", input)
    #expect(run.status == 0, "\(run.errors)")
    return index
  }

  @Test(arguments: [["get"], ["similar"], ["explain", "نفط"]])
  func `a long key is named by its start`(command: [String]) async throws {
    let folder = try TemporaryFolder()
    let index = try await index(folder)
    let key = String(repeating: "k", count: 5_000)
    let run = try await Tool.run(command + ["--index", index, "--key", key])
    #expect(run.status == 1 && run.hasOneSentence, "\(run.errors)")
    #expect(run.errors.contains("key \"\(String(repeating: "k", count: 60))…\"; see"))
    #expect(run.errors.count < 200)
  }

  @Test func `JSON has stored fields and columns in their types`() async throws {
    let folder = try TemporaryFolder()
    let index = try await index(folder)
    let run = try await Tool.run("get", "--index", index, "--key", "a", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.decoded(Document.self)
    #expect(document.key == "a" && document.fields.title == "عنوان")
    #expect(document.fields.tags == ["نفط", "غاز"] && document.fields.length == "٣٠٠")
    #expect(document.columns.tags == ["غاز", "نفط"] && document.columns.length == 300)
    #expect(document.columns.rating == 4.5 && document.columns.open == true)
    #expect(document.columns.day == "2024-05-03")
    let some = try await Tool.run(
      "get", "--index", index, "--key", "a", "--json", "--fields", "title, length")
    let part = try some.decoded(Document.self)
    #expect(part.fields.title != nil && part.fields.tags == nil && part.columns.length == 300)
    #expect(part.columns.rating == nil)
  }

  @Test func `people read one line a value`() async throws {
    let folder = try TemporaryFolder()
    let index = try await index(folder)
    let run = try await Tool.run("get", "--index", index, "--key", "a")
    #expect(run.lines.count == 5 + 1 + 6)
    #expect(run.lines.contains { $0.hasPrefix("rating (column)") && $0.contains("4.5") })
    #expect(run.lines.first?.hasPrefix("key") == true)
  }

  @Test func `a key or a field that is not there is told`() async throws {
    let folder = try TemporaryFolder()
    let index = try await index(folder)
    let none = try await Tool.run("get", "--index", index, "--key", "b")
    #expect(none.status == 1 && none.hasOneSentence && none.lines.isEmpty)
    #expect(try await Tool.run("get", "--index", index, "--key", "b", "--json").status == 1)
    let wrong = try await Tool.run("get", "--index", index, "--key", "a", "--fields", "x")
    #expect(wrong.status == 2 && wrong.errors.contains("tags"), "\(wrong.errors)")
  }

  @Test func `info shows what the columns hold`() async throws {
    let folder = try TemporaryFolder()
    let index = try await index(folder)
    let object = try await Tool.run("info", "--index", index, "--json").object()
    let columns = try #require(object["columns"] as? [[String: Any]])
    #expect(columns.map { $0["field"] as? String } == ["tags", "length", "rating", "open", "day"])
    #expect(columns.map { $0["distinct"] as? Int } == [2, 1, 1, 1, 1])
    #expect(columns[0]["least"] as? String == "غاز" && columns[1]["greatest"] as? Int == 300)
    #expect(columns.allSatisfy { $0["missing"] as? Int == 0 && ($0["bytes"] as? Int ?? 0) > 0 })
    let text = try await Tool.run("info", "--index", index)
    #expect(text.lines.contains { $0.hasPrefix("day") && $0.contains("2024-05-03") })
  }
}
