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

  @Test func `a later document with the same key replaces the first`() async throws {
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

  @Test func `input without anything that can be indexed is bad input`() async throws {
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
    let table = try folder.write("table", "")
    let csv = try await Tool.run(
      "index", "--index", folder.path("csv"), "--format", "csv", "--json", table)
    #expect(csv.status == 0, "\(csv.errors)")
    #expect(try csv.decoded(Summary.self).documents == 0)
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

  @Test func `another encoding is recognised and named`() async throws {
    let folder = try TemporaryFolder()
    // "الوزير أعلن اليوم أن" in windows-1256, many times over.
    let line: [UInt8] = [
      0xC7, 0xE1, 0xE6, 0xD2, 0xED, 0xD1, 0x20, 0xC3, 0xDA, 0xE1, 0xE4, 0x20, 0xC7, 0xE1, 0xED,
      0xE6, 0xE3, 0x20, 0xC3, 0xE4, 0x0A,
    ]
    let data = Data((0..<50).flatMap { _ in line })
    let run = try await index(data, name: "in.txt", in: folder)
    #expect(run.status == 0)
    #expect(run.output.contains("read as windows-1256, as its letters show"), "\(run.output)")
    let search = try await Tool.run("search", "--index", folder.path("index"), "الوزير")
    #expect(search.output.contains("in.txt"), "\(search.output)")
  }

  @Test func `a schema file chooses fields, and another one later is refused`() async throws {
    let folder = try TemporaryFolder()
    let schema = try folder.write(
      "schema.json",
      #"{"key":"id","fields":[{"name":"text","type":"text","analyzer":"whitespace","#
        + #""indexed":true,"positions":true,"stored":false},"#
        + #"{"name":"raw","type":"text","indexed":false,"stored":true}]}"#
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

  @Test func `records without a word are left out as no-text, and WordPress's are read`()
    async throws
  {
    let folder = try TemporaryFolder()
    let text = #"""
      {"id": 1, "title": {"rendered": "عنوان"}, "content": {"rendered": "نص"}}
      {"id": 2, "title": "", "content": ""}
      {"id": 3, "title": "  ", "content": "…!"}
      {"id": 4, "title": "", "content": [{"text": "فقرة"}]}

      """#
    let run = try await index(Data(text.utf8), in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains(#"title from "title" or "title.rendered""#), "\(run.errors)")
    let summary = try run.decoded(Summary.self)
    #expect(summary.documents == 1 && summary.left_out == 3)
    #expect(summary.problems == ["no-text": 3])
    #expect(summary.samples.map(\.line) == [2, 3, 4])
    #expect(try await keys("عنوان", in: folder) == ["1"])
  }

  @Test func `members of members can be named, in options and in a schema file`() async throws {
    let folder = try TemporaryFolder()
    let line =
      #"{"meta":{"nr":"9"},"kopf":{"main":"عنوان خاص"},"rumpf":{"a":{"b":"نص خاص"}}}"# + "\n"
    let options = ["--key", "meta.nr", "--title", "kopf.main", "--body", "rumpf.a.b"]
    let run = try await index(Data(line.utf8), options, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try await keys("عنوان +نص", in: folder) == ["9"])
    let schema = try folder.write(
      "schema.json",
      #"{"key":"meta.nr","fields":[{"name":"t","from":["kopf.main"]},"#
        + #"{"name":"u","from":"rumpf.a.b"}]}"#
    )
    let other = folder.path("other")
    let file = try folder.write("in.jsonl", Data(line.utf8)).path(percentEncoded: false)
    #expect(
      try await Tool.run("index", "--index", other, "--schema", schema, "--quiet", file).status == 0
    )
    let found = try await Tool.run("search", "--index", other, "--json", "خاص")
    #expect(try (found.object()["hits"] as? [[String: Any]])?.first?["key"] as? String == "9")
  }

  private static let unusual = #"{"guid":"7","headline":"عنوان","article":"نص"}"# + "\n"

  @Test(arguments: ["", "x\n", #"{"id":"1","title":"…"}"# + "\n"])
  func `an input without a document freezes nothing`(first: String) async throws {
    let folder = try TemporaryFolder()
    _ = try await index(Data(first.utf8), ["--k1", "2"], in: folder)
    let run = try await index(Data(Self.unusual.utf8), in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try await keys("عنوان", in: folder) == ["7"])
    // From then on they are fixed.
    let k1 = try await index(Data(Self.unusual.utf8), ["--k1", "2"], in: folder)
    #expect(k1.status == 2 && k1.errors.contains("leave --k1 and --b out"), "\(k1.errors)")
  }

  @Test func `each piece of advice about the schema works when it is followed`() async throws {
    let folder = try TemporaryFolder()
    let nothing = try await index(Data(#"{"id":"","title":"عنوان"}"#.utf8 + [10]), in: folder)
    #expect(nothing.errors.contains("name its members"), "\(nothing.errors)")
    let names = ["--key", "guid", "--title", "headline", "--body", "article"]
    let named = try await index(Data(Self.unusual.utf8), names, in: folder)
    #expect(named.status == 0, "\(named.errors)")
    let schema = SampleArchive.path("article-schema.json")
    let other = try folder.write("s.json", #"{"key":"guid","fields":[{"name":"headline"}]}"#)
    let refused = try await index(Data(Self.unusual.utf8), ["--schema", other], in: folder)
    #expect(refused.status == 2)
    #expect(
      refused.errors.contains("leave the schema out, or index into a new directory"),
      "\(refused.errors)")
    #expect(try await index(Data(Self.unusual.utf8), in: folder).status == 0)
    let file = try folder.write("in.jsonl", Data(Self.unusual.utf8)).path(percentEncoded: false)
    let elsewhere = try await Tool.run(
      "index", "--index", folder.path("new"), "--schema", other, file)
    #expect(elsewhere.status == 0, "\(elsewhere.errors)")
    // The schema is the same whatever the members are called.
    let spelled = try await index(Data(record(8).utf8), ["--schema", schema], in: folder)
    #expect(spelled.status == 0, "\(spelled.errors)")
    #expect(try await keys("عنوان", in: folder) == ["7", "8"])
  }

  @Test func `an index remembers the names that it was last fed with`() async throws {
    let folder = try TemporaryFolder()
    let line = { (nr: String) in
      #"{"id":"same","nr":"\#(nr)","kopf":"عنوان خاص"}"# + "\n"
    }
    let first = try await index(
      Data(line("1").utf8), ["--key", "nr", "--title", "kopf"], in: folder)
    #expect(first.status == 0, "\(first.errors)")
    let second = try await index(Data(line("2").utf8), in: folder)
    #expect(second.status == 0 && !second.errors.contains("recognised"), "\(second.errors)")
    #expect(try await keys("خاص", in: folder) == ["1", "2"])
    let info = try await Tool.run("info", "--index", folder.path("index"), "--json")
    let schema = try info.object()["schema"] as? [String: Any]
    #expect(schema?["key"] as? String == "nr")
    let third = try await index(Data(record(3).utf8), in: folder)
    #expect(third.errors.contains(#"recognised: key from "id""#), "\(third.errors)")
    #expect(try await keys("عنوان", in: folder) == ["1", "2", "3"])
  }

  @Test func `each recognition of files in a folder is told once`() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("in"), withIntermediateDirectories: true)
    for number in 0..<3 {
      _ = try folder.write("in/a\(number).jsonl", record(number) + "\n")
      _ = try folder.write(
        "in/b\(number).jsonl",
        #"{"key":"b\#(number)","headline":"عنوان","extra\#(number)":1}"# + "\n")
    }
    _ = try folder.write("in/c.csv", "headline,text\nعنوان,نص\n")
    for arguments in [[], ["--dry-run"]] {
      let run = try await Tool.run(
        ["index", "--index", folder.path("index")] + arguments + [folder.path("in")])
      #expect(run.status == 0, "\(run.errors)")
      let lines = run.errors.split(separator: "\n").filter { $0.hasPrefix("recognised in ") }
      #expect(lines.count == 3, "\(run.errors)")
      #expect(lines[0].contains(#"a0.jsonl and 2 more: key from "id""#), "\(run.errors)")
      #expect(
        lines[1].hasSuffix(#"b0.jsonl and 2 more: key from "key", title from "headline""#),
        "\(run.errors)")
      #expect(lines[2].contains("c.csv: key from the name of the file"), "\(run.errors)")
    }
    let quiet = try await Tool.run(
      "index", "--index", folder.path("other"), "--quiet", folder.path("in"))
    #expect(quiet.errors.isEmpty, "\(quiet.errors)")
    // One recognition is told at the beginning, and that is all.
    let one = try await Tool.run("index", "--index", folder.path("one"), folder.path("in/a0.jsonl"))
    #expect(one.errors.split(separator: "\n").count == 1, "\(one.errors)")
  }

  @Test func `a date in two calendars gives the Gregorian day, and no date is reported`()
    async throws
  {
    let folder = try TemporaryFolder()
    let text = """
      {"id": "1", "content": "نص", "date": "18/05/2024 الموافق 10/11/1445"}
      {"id": "2", "content": "نص", "date": "10/11/1445"}
      {"id": "3", "content": "نص", "date": "40/11/1445"}

      """
    let run = try await index(Data(text.utf8), in: folder)
    #expect(try run.decoded(Summary.self).problems == ["value": 1])
    let found = try await Tool.run("search", "--index", folder.path("index"), "--json", "نص")
    let hits = try #require(try found.object()["hits"] as? [[String: Any]])
    #expect(hits.map { $0["date"] as? String } == ["2024-05-18", "10/11/1445", "40/11/1445"])
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
