import Foundation
import Testing

/// Standard input and pipes are told the same as the same bytes in a file.
@Suite struct StreamTests {
  /// How bytes come to the tool.
  private enum Way: CaseIterable {
    case file, standardInput, pipe
  }

  /// What the tool said, without names and times.
  private struct Outcome: Hashable {
    var status: Int32
    var counts: [String]
    var reasons: [String]
  }

  private func outcome(
    _ bytes: Data, by way: Way, _ options: [String], in folder: TemporaryFolder
  ) async throws -> Outcome {
    let index = folder.path("index-\(UUID().uuidString)")
    try folder.write("in", bytes)
    let path = folder.path("in")
    let pipe = folder.path("pipe-\(UUID().uuidString)")
    let option = options.joined(separator: " ")
    let tool = "timeout 300 \"$0\" index --json --index \"$1\" \(option)"
    let run =
      switch way {
      case .file: try await Tool.shell("exec \(tool) \"$2\"", index, path)
      case .standardInput: try await Tool.shell("cat \"$2\" | \(tool) -", index, path)
      case .pipe:
        try await Tool.shell(
          "mkfifo \"$3\"; (cat \"$2\" > \"$3\" &) ; exec \(tool) \"$3\"", index, path, pipe)
      }
    let names = [pipe, path, "standard input"]
    let reasons = run.errors.split(separator: "\n").map { line in
      var line = String(line.prefix { $0 != ";" })
      for name in names { line = line.replacing(name, with: "-") }
      return line
    }
    var counts: [String] = []
    if let object = try? run.object() {
      for name in ["documents", "left_out", "duplicates", "input_bytes"] {
        counts.append("\(name) \(object[name] ?? "")")
      }
      let problems = object["problems"] as? [String: Any] ?? [:]
      counts += problems.map { "\($0.key) \($0.value)" }.sorted()
      let samples = object["samples"] as? [[String: Any]] ?? []
      counts += samples.map { "\($0["problem"] ?? "") \($0["line"] ?? "")" }
    }
    return Outcome(status: run.status, counts: counts, reasons: reasons)
  }

  private static let record = #"{"id":"1","content":"نص المقال"}"# + "\n"

  /// Inputs of every kind: good, broken, of other formats, cut off.
  private static func inputs() async throws -> [(name: String, bytes: Data, status: Int32)] {
    let folder = try TemporaryFolder()
    let long = (0..<9_000).map { #"{"id":"\#($0)","content":"نص المقال رقم \#($0)"}"# + "\n" }
      .joined()
    let file = try folder.write("long", long)
    _ = try await Tool.shell("gzip -c \"$1\" > \"$1.gz\"; gzip -c \"$1.gz\" > \"$1.gz.gz\"", file)
    let packed = try Data(contentsOf: URL(filePath: file + ".gz"))
    let twice = try Data(contentsOf: URL(filePath: file + ".gz.gz"))
    let windows: [UInt8] = [0xC7, 0xE1, 0xE6, 0xD2, 0xED, 0xD1, 0x20, 0xC3, 0xDA, 0xE1, 0xE4]
    return [
      ("nothing", Data(), 0), ("one record", Data(record.utf8), 0),
      ("no line feed", Data(record.utf8).dropLast(), 0),
      ("CR LF", Data((record + record).replacing("\n", with: "\r\n").utf8), 0),
      ("long", Data(long.utf8), 0), ("gzip", packed, 0), ("cut gzip", packed.prefix(30_000), 0),
      ("five bytes of gzip", packed.prefix(5), 2), ("gzip twice", twice, 0),
      ("array", Data("[\(record.dropLast())]".utf8), 0),
      ("cut array", Data("[\n\(record.dropLast()),\n\(record.dropLast(9))".utf8), 0),
      ("spread", Data(record.replacing(",", with: ",\n").utf8), 0),
      ("bzip2", Data("BZh91AY&SY".utf8), 2),
      ("windows-1256", Data(windows), 0), ("UTF-16", Data([0xFF, 0xFE, 0x7B, 0, 0x22, 0]), 2),
      ("zip", Data("PK\u{3}\u{4}....".utf8), 2),
      ("byte order marks", Data("\u{FEFF}\(record)\u{FEFF}\(record)".utf8), 0),
      ("broken record", Data((#"{"id":"1","content":"cut"# + "\n" + record).utf8), 0),
      ("broken records", Data("{\"id\":\n{\"id\":\n".utf8), 2),
      ("zero bytes", Data(count: 5_000), 2),
      ("half a surrogate", Data((#"{"id":"1","content":"a \ud83d b"}"# + "\n").utf8), 0),
      ("an article", Data("عنوان\nنص".utf8), 0),
      (
        "a bomb", try await zip(["a.txt": 0, "b.txt": 100 << 20, "c.txt": 0], in: folder), 0
      ),
    ]
  }

  /// A zip archive of texts, each with so many blanks behind it.
  private static func zip(
    _ files: KeyValuePairs<String, Int>, in folder: TemporaryFolder
  ) async throws -> Data {
    func number(_ value: Int, _ count: Int) -> Data {
      Data((0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
    }
    var (archive, list) = (Data(), Data())
    for (name, blanks) in files {
      let text = Data("عنوان\nنص".utf8) + Data(repeating: 0x20, count: blanks)
      try folder.write("member", text)
      let file = folder.path("member")
      _ = try await Tool.shell("gzip -nc \"$1\" > \"$1.gz\"", file)
      let packed = try Data(contentsOf: URL(filePath: file + ".gz"))
      let facts =
        number(20, 2) + number(0, 2) + number(8, 2) + number(0, 4) + packed.suffix(8).prefix(4)
        + number(packed.count - 18, 4) + number(text.count, 4) + number(name.utf8.count, 2)
      list += Data("PK\u{1}\u{2}".utf8) + number(20, 2) + facts + number(0, 12)
      list += number(archive.count, 4) + Data(name.utf8)
      archive += Data("PK\u{3}\u{4}".utf8) + facts + number(0, 2) + Data(name.utf8)
      archive += packed.dropFirst(10).dropLast(8)
    }
    let counts = number(files.count, 2) + number(files.count, 2)
    return archive + list + Data("PK\u{5}\u{6}".utf8) + number(0, 4) + counts
      + number(list.count, 4) + number(archive.count, 4) + number(0, 2)
  }

  @Test func `the same bytes give the same outcome by every way`() async throws {
    let folder = try TemporaryFolder()
    for input in try await Self.inputs() {
      let file = try await outcome(input.bytes, by: .file, [], in: folder)
      #expect(file.status == input.status, "\(input.name): \(file)")
      for way in [Way.standardInput, .pipe] {
        let other = try await outcome(input.bytes, by: way, [], in: folder)
        #expect(other == file, "\(input.name), \(way)")
      }
    }
  }

  @Test(arguments: [
    ["--strict", "--format", "jsonl"], ["--format", "jsonl"], ["--format", "json"],
    ["--format", "text"],
  ])
  func `options change nothing about that`(options: [String]) async throws {
    let folder = try TemporaryFolder()
    for input in try await Self.inputs()
    where ["cut gzip", "array", "cut array", "windows-1256", "broken record"].contains(input.name) {
      let file = try await outcome(input.bytes, by: .file, options, in: folder)
      for way in [Way.standardInput, .pipe] {
        let other = try await outcome(input.bytes, by: way, options, in: folder)
        #expect(other == file, "\(input.name), \(way)")
      }
    }
  }

  @Test func `an index that is there already changes nothing about that`() async throws {
    let folder = try TemporaryFolder()
    let index = try await SampleArchive.copy(into: folder)
    let run = try await Tool.run(
      ["index", "--index", index, "-"], input: Data("PK\u{3}\u{4}....".utf8))
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("none of 1 record could be indexed"), "\(run.errors)")
    let lines = (0..<9_000).map { #"{"id":"\#($0)","content":"نص"}"# + "\n" }.joined()
    let second = try await Tool.run(
      ["index", "--index", index, "--json", "-"], input: Data(lines.utf8))
    #expect(try second.object()["documents"] as? Int == 9_000, "\(second.errors)")
  }

  @Test func `two pipes are read one after the other, each once`() async throws {
    let folder = try TemporaryFolder()
    let lines = (0..<9_000).map { #"{"id":"\#($0)","content":"نص"}"# + "\n" }.joined()
    let text = "عنوان\n" + String(repeating: "سطر من النص\n", count: 30_000)
    let run = try await Tool.shell(
      """
      mkfifo "$4/a" "$4/b"; (cat "$2" > "$4/a"; cat "$3" > "$4/b") & \
      exec timeout 300 "$0" index --json --index "$1" "$4/a" "$4/b"
      """, folder.path("index"), try folder.write("text", text), try folder.write("lines", lines),
      folder.url.path(percentEncoded: false))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["documents"] as? Int == 9_001)
  }

  @Test func `a closed standard input is an error, and no file takes its number`() async throws {
    let folder = try TemporaryFolder()
    let run = try await Tool.shell(
      "exec \"$0\" index --index \"$1\" - <&-", folder.path("index"))
    #expect(run.status == 2)
    #expect(
      run.hasOneSentence && run.errors.contains("standard input: it is closed"), "\(run.errors)")
  }

  @Test func `naming a stream twice is refused`() async throws {
    let folder = try TemporaryFolder()
    let twice = try await Tool.run("index", "--index", folder.path("index"), "-", "-")
    #expect(twice.status == 2 && twice.hasOneSentence, "\(twice.errors)")
    let pipe = try await Tool.shell(
      "mkfifo \"$2\"; exec timeout 120 \"$0\" index --index \"$1\" \"$2\" \"$2\"",
      folder.path("index"), folder.path("pipe"))
    #expect(pipe.status == 2 && pipe.hasOneSentence, "\(pipe.errors)")
    let null = try await Tool.run("index", "--index", folder.path("index"), "/dev/null")
    #expect(null.status == 0, "\(null.errors)")
  }

  @Test func `JSON lines in a file of text are records`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("pages", Data())
    let run = try await Tool.shell(
      """
      mkdir "$2"; cp "$3" "$2/a.txt"; printf 'عنوان\\nنص' > "$2/b.txt"; \
      exec "$0" index --json --index "$1" "$2"
      """, folder.path("index"), folder.path("folder"),
      try folder.write("lines", Self.record + #"{"id":"2","content":"آخر"}"#))
    #expect(try run.object()["documents"] as? Int == 3, "\(run.errors)")
    #expect(run.errors.contains("recognised: key from \"id\""))
  }
}
