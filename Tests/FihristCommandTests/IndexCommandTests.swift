import Foundation
import Testing

@Suite struct IndexCommandTests {
  private struct Summary: Decodable {
    struct Sample: Decodable {
      var problem: String
      var file: String
      var line: Int
      var message: String
    }

    struct State: Decodable {
      var documents: Int
      var segments: Int
      var generation: Int
    }

    var documents: Int
    var replaced: Int
    var duplicates: Int
    var left_out: Int
    var tokens: Int
    var text_bytes: Int
    var input_bytes: Int
    var seconds: Double
    var interrupted: Bool
    var problems: [String: Int]
    var samples: [Sample]
    var index: State
  }

  private func record(_ id: Int, _ title: String = "عنوان", _ body: String = "نص المقال") -> String
  {
    #"{"id":"\#(id)","title":"\#(title)","content":"\#(body)"}"# + "\n"
  }

  /// Indexes `text` from a file into a new index and returns what the tool said.
  private func index(
    _ text: Data, name: String = "in.jsonl", _ options: [String] = [], in folder: TemporaryFolder
  ) async throws -> ToolRun {
    let file = try folder.write(name, text)
    return try await Tool.run(
      ["index", "--index", folder.path("index"), "--json"] + options
        + [file.path(percentEncoded: false)])
  }

  private func keys(_ query: String, in folder: TemporaryFolder) async throws -> [String] {
    let run = try await Tool.run("search", "--index", folder.path("index"), "--json", query)
    let hits = try run.object()["hits"] as? [[String: Any]]
    return (hits ?? []).compactMap { $0["key"] as? String }
  }

  @Test func `the sample archive is indexed and its schema recognised`() async throws {
    let folder = try TemporaryFolder()
    let run = try await Tool.run(
      "index", "--index", folder.path("index"), "--json", SampleArchive.path("archive"))
    #expect(run.status == 0)
    #expect(run.errors.contains("recognised: key from \"id\""))
    let summary = try run.decoded(Summary.self)
    #expect(summary.documents > 60)
    #expect(summary.index.documents == summary.documents)
    #expect(summary.tokens > 1000)
    #expect(!summary.interrupted)
  }

  @Test func `people get two lines, and nothing when they want quiet`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("in.jsonl", record(1) + record(2))
    let run = try await Tool.run("index", "--index", folder.path("a"), file)
    #expect(run.status == 0)
    #expect(run.lines.count == 2)
    #expect(run.lines[0].hasPrefix("indexed 2 documents in "))
    #expect(run.lines[1] == "the index holds 2 documents in 1 segment")
    #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\r"))
    let quiet = try await Tool.run("index", "--index", folder.path("b"), "--quiet", file)
    #expect(quiet.status == 0)
    #expect(quiet.output.isEmpty)
    #expect(quiet.errors.isEmpty)
  }

  @Test func `standard input and packed files are read as they are`() async throws {
    let folder = try TemporaryFolder()
    let run = try await Tool.run(
      ["index", "--index", folder.path("index"), "--quiet", "-"], input: Data(record(1).utf8))
    #expect(run.status == 0, "\(run.errors)")
    let file = try folder.write("in.jsonl", record(2))
    let packed = try await Tool.shell("gzip -c \"$1\" > \"$1.gz\"", file)
    #expect(packed.status == 0)
    let second = try await Tool.run(
      "index", "--index", folder.path("index"), "--quiet", file + ".gz")
    #expect(second.status == 0, "\(second.errors)")
    #expect(try await keys("عنوان", in: folder).sorted() == ["1", "2"])
  }

  @Test func `a later document with the same key takes the place of the first`() async throws {
    let folder = try TemporaryFolder()
    let text = record(1, "قديم") + record(2) + record(1, "جديد")
    let first = try await index(Data(text.utf8), in: folder)
    let summary = try first.decoded(Summary.self)
    #expect(summary.documents == 2)
    #expect(summary.duplicates == 1)
    #expect(try await keys("جديد", in: folder) == ["1"])
    #expect(try await keys("قديم", in: folder) == [])
    let second = try await index(Data(record(1, "أحدث").utf8), in: folder)
    #expect(try second.decoded(Summary.self).replaced == 1)
    #expect(try await keys("أحدث", in: folder) == ["1"])
    #expect(try await keys("جديد", in: folder) == [])
  }

  @Test func `bad records are left out, counted and reported with file and line`() async throws {
    let folder = try TemporaryFolder()
    let text =
      record(1) + "{\"id\":\n" + record(2) + "{\"title\":\"بلا مفتاح\"}\n"
      + "{\"id\":\"5\"}\n"
    let run = try await index(Data(text.utf8), in: folder)
    #expect(run.status == 0)
    let summary = try run.decoded(Summary.self)
    #expect(summary.documents == 2)
    #expect(summary.left_out == 3)
    #expect(summary.problems == ["malformed": 1, "key": 1, "no-text": 1])
    #expect(summary.samples.map(\.line).sorted() == [2, 4, 5])
    #expect(summary.samples.allSatisfy { $0.file == folder.path("in.jsonl") })
  }

  @Test func `problems go to standard error for people`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("in.jsonl", record(1) + "nonsense\n")
    let run = try await Tool.run("index", "--index", folder.path("index"), file)
    #expect(run.status == 0)
    #expect(run.errors.contains("fihrist: \(file):2: "))
    #expect(run.lines[0].hasSuffix("1 left out"))
  }

  @Test func `strictness stops at the first bad record`() async throws {
    let folder = try TemporaryFolder()
    let run = try await index(
      Data((record(1) + "nonsense\n" + record(2)).utf8), ["--strict"], in: folder)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("in.jsonl:2: "))
    #expect(run.errors.contains("; "))
  }

  @Test func `input of which nothing can be indexed is bad input`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("in.jsonl", "nonsense\n{\"id\":\n")
    let run = try await Tool.run(
      "index", "--index", folder.path("index"), "--quiet", "--format", "jsonl", file)
    #expect(run.status == 2)
    #expect(run.hasOneSentence, "\(run.errors)")
  }

  @Test func `an empty file makes an empty index`() async throws {
    let folder = try TemporaryFolder()
    let run = try await index(Data(), in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.decoded(Summary.self).documents == 0)
    let search = try await Tool.run("search", "--index", folder.path("index"), "نص")
    #expect(search.status == 1)
  }

  @Test func `bytes that are not UTF-8 are reported and lose no article`() async throws {
    let folder = try TemporaryFolder()
    var data = Data(record(1).utf8)
    data.append(contentsOf: Data(#"{"id":"2","content":"سليم "#.utf8) + [0xD8, 0xFF])
    data.append(contentsOf: Data(" نهاية\"}\n".utf8))
    let run = try await index(data, in: folder)
    let summary = try run.decoded(Summary.self)
    #expect(summary.documents == 2)
    #expect(summary.problems["not-utf8"] == 1)
    #expect(try await keys("نهاية", in: folder) == ["2"])
  }

  @Test func `another encoding is named and the way out given`() async throws {
    let folder = try TemporaryFolder()
    // "الوزير أعلن اليوم أن" in windows-1256, many times over.
    let line: [UInt8] = [
      0xC7, 0xE1, 0xE6, 0xD2, 0xED, 0xD1, 0x20, 0xC3, 0xDA, 0xE1, 0xE4, 0x20, 0xC7, 0xE1, 0xED,
      0xE6, 0xE3, 0x20, 0xC3, 0xE4, 0x0A,
    ]
    let data = Data((0..<50).flatMap { _ in line })
    let run = try await index(data, name: "in.txt", in: folder)
    #expect(run.status == 2)
    #expect(run.errors.lowercased().contains("1256"), "\(run.errors)")
    #expect(run.errors.contains("iconv"), "\(run.errors)")
  }

  @Test func `a schema file chooses fields, and another one later is refused`() async throws {
    let folder = try TemporaryFolder()
    let schema = try folder.write(
      "schema.json",
      #"{"key":"id","fields":[{"name":"text","type":"text","analyzer":"whitespace","indexed":true,"positions":true,"stored":false},{"name":"raw","type":"text","indexed":false,"stored":true}]}"#
    )
    let line = #"{"id":"7","text":"aa bb","raw":"The Raw"}"# + "\n"
    let run = try await index(Data(line.utf8), ["--schema", schema], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let found = try await Tool.run("search", "--index", folder.path("index"), "--json", "aa")
    let hit = try #require((try found.object()["hits"] as? [[String: Any]])?.first)
    #expect(hit["fields"] as? [String: String] == ["raw": "The Raw"])
    #expect(try await keys("AA", in: folder) == [])
    let other = try await index(
      Data(line.utf8), ["--schema", SampleArchive.path("article-schema.json")], in: folder)
    #expect(other.status == 2)
    #expect(try await keys("aa", in: folder) == ["7"])
  }

  @Test(arguments: [
    "{", "{}", #"{"key":"id","fields":[]}"#,
    #"{"key":"id","fields":[{"name":"a","type":"number"}]}"#,
  ])
  func `a schema file that cannot be is refused in one sentence`(schema: String) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("schema.json", schema)
    let run = try await index(Data(record(1).utf8), ["--schema", path], in: folder)
    #expect(run.status == 2)
    #expect(run.hasOneSentence, "\(run.errors)")
  }

  @Test func `members that the user names count`() async throws {
    let folder = try TemporaryFolder()
    let line = #"{"nr":"9","kopf":"عنوان خاص","rumpf":"نص خاص"}"# + "\n"
    let run = try await index(
      Data(line.utf8), ["--key", "nr", "--title", "kopf", "--body", "rumpf"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try await keys("خاص", in: folder) == ["9"])
    let unknown = try await Tool.run(
      "index", "--index", folder.path("other"), folder.path("in.jsonl"))
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("--key"), "\(unknown.errors)")
  }

  @Test func `the number of threads changes no answer and no byte`() async throws {
    let folder = try TemporaryFolder()
    let text = (0..<400).map { record($0 % 390, "عنوان \($0 % 7)", "نص \($0) من المقال") }.joined()
    let file = try folder.write("in.jsonl", text)
    for threads in ["1", "3"] {
      let path = folder.path(threads)
      let run = try await Tool.run(
        "index", "--index", path, "--quiet", "--memory", "1MB", "--threads", threads, file)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try await Tool.run("merge", "--index", path).status == 0)
    }
    for part in ["terms", "postings", "positions", "norms", "documents", "keys"] {
      let contents = try ["1", "3"].map { threads in
        try IndexFiles.paths("." + part, in: folder.path(threads)).map {
          try Data(contentsOf: URL(filePath: $0))
        }
      }
      #expect(contents[0].count == 1)
      #expect(contents[0] == contents[1], "\(part)")
    }
  }
}
