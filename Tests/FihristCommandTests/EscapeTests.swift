#if os(Linux)
  import Foundation
  import Testing

  /// Whatever stands in documents, names and arguments, no command sends to a terminal what steers
  /// it.
  @Suite(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/script")))
  struct EscapeTests {
    /// Colours, a cleared screen, a new title of the window, the same in single bytes of Latin 1, a
    /// bell, and a line turned around.
    private static let evil = "E\u{1B}[31m\u{1B}[2J\u{1B}]0;x\u{7}\u{9B}31m\u{202E}\u{8}V"

    /// Runs the tool on a terminal.
    private func show(_ arguments: [String], input: String? = nil) async throws -> String {
      var line = "env TERM=xterm \"\(Tool.url.path(percentEncoded: false))\""
      for argument in arguments { line += " '\(argument)'" }
      if let input { line += " < '\(input)'" }
      return try await Tool.shell("exec timeout 120 script -qec \"$1\" /dev/null", line).output
    }

    /// What a terminal would obey in `output`, other than weight, isolates, line ends, and the
    /// progress line.
    private func controls(_ output: String) -> [String] {
      var text = output
      for own in ["\u{1B}[1m", "\u{1B}[2m", "\u{1B}[22m", "\r\u{1B}[K", "\r\n"] {
        text = text.replacing(own, with: "")
      }
      return text.unicodeScalars.filter {
        switch $0.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2067: true
        default: false
        }
      }.map { "U+\(String($0.value, radix: 16)) in \(output)" }
    }

    private func json(_ text: String) throws -> String {
      String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }

    /// An index whose keys and fields are evil, and a damaged copy of it.
    private func makeIndexes(in folder: TemporaryFolder) async throws -> (good: String, bad: String)
    {
      let evil = try json(Self.evil)
      let evilKey = try json("k" + Self.evil)
      var lines = ""
      for key in [evilKey, try json("b")] {
        lines += #"{"id":\#(key),"title":\#(evil),"content":\#(try json("نص " + Self.evil)),"#
        lines += #""source":\#(evil),"author":\#(evil),"url":\#(evil),"date":\#(evil)}"# + "\n"
      }
      let file = try folder.write(
        "in\(Self.evil).jsonl", lines + "broken \(Self.evil)\n{\(evil):\n")
      let shown = try await show(["index", "--index", folder.path("good"), file])
      #expect(shown.contains("indexed 2 documents"), "\(shown)")
      #expect(controls(shown) == [])
      for (name, member) in [("good", "documents"), ("bad", "documents")] where name == "bad" {
        try FileManager.default.copyItem(atPath: folder.path("good"), toPath: folder.path(name))
        for path in try IndexFiles.paths("." + member, in: folder.path(name)) {
          try IndexFiles.flipBit(of: path)
        }
      }
      return (folder.path("good"), folder.path("bad"))
    }

    @Test func `no command passes controls to a terminal`() async throws {
      let folder = try TemporaryFolder()
      let (good, bad) = try await makeIndexes(in: folder)
      let evil = Self.evil
      let topics = try folder.write("topics\(evil)", "1\tنص\n")
      let badTopics = try folder.write("bad\(evil)", "q\(evil)\tنص\n")
      let queries = try folder.write("queries", "c\(evil)\tنص\n")
      let keys = try folder.write("keys", "k\(evil)\n")
      let schema = try folder.write("schema", "{\"key\":\"id\",\"\(evil)\":1}")
      let commands: [[String]] = [
        ["search", "--index", good, "نص"], ["search", "--index", good, "--json", "نص"],
        ["search", "--index", good, "--filter", "نص", "نص \(evil)"],
        ["search", "--index", good, "لاشيء\(evil)"], ["search", "--index", good, "\"\(evil)"],
        ["search", "--index", good, "--filter", "\"\(evil)", "نص"],
        ["run", "--index", good, "--topics", topics],
        ["run", "--index", good, "--topics", badTopics],
        ["run", "--index", good, "--topics", topics, "--tag", evil],
        ["bench", "--index", good, "--queries", queries, "--repeat", "1"],
        ["bench", "--index", good, "--queries", queries, "--repeat", "1", "--json"],
        ["info", "--index", good], ["info", "--index", good, "--json"],
        ["check", "--index", good], ["check", "--index", bad], ["check", "--index", bad, "--json"],
        ["repair", "--index", bad, "--dry-run"], ["repair", "--index", bad, "--dry-run", "--json"],
        ["analyze", "نص \(evil)"], ["analyze", "--json", "نص \(evil)"],
        ["index", "--index", folder.path("i\(evil)"), "--schema", schema, topics],
        ["index", "--index", folder.path("i"), folder.path("absent\(evil)")],
        ["index", "--index", folder.path("i"), "--key", evil, folder.path("in\(evil).jsonl")],
        ["index", "--index", folder.path("i"), "--format", evil, topics],
        ["delete", "--index", good, "--key", "absent\(evil)"],
        ["purge", "--index", good, "--key", "absent\(evil)", "--json"],
        ["search", "--index", folder.path("absent\(evil)"), "نص"],
        ["search", "--index", good, "--limit", evil, "نص"], ["search", "--\(evil)", "نص"],
        [evil], ["backup", "--index", good, "--to", folder.path("to\(evil)")],
        ["restore", "--from", folder.path("absent\(evil)"), "--index", good],
        ["merge", "--index", good], ["rebuild", "--index", good],
        ["delete", "--index", good, "--keys", keys], ["purge", "--index", good, "--keys", keys],
        ["repair", "--index", bad], ["check", "--index", bad],
      ]
      for command in commands {
        #expect(controls(try await show(command)) == [], "\(command)")
      }
    }

    @Test func `a run into a file holds keys as one word each`() async throws {
      let folder = try TemporaryFolder()
      let keys = ["a b", "50%", "50% c", "x\u{1B}[31m", "مقال"]
      let lines = try keys.map { #"{"id":\#(try json($0)),"content":"نص"}"# + "\n" }.joined()
      let file = try folder.write("in.jsonl", lines)
      _ = try await Tool.run("index", "--index", folder.path("index"), file)
      let run = try await Tool.run(
        "run", "--index", folder.path("index"), "--topics", try folder.write("t", "1\tنص\n"))
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.lines.allSatisfy { $0.split(separator: " ").count == 6 }, "\(run.output)")
      #expect(
        Set(run.lines.map { String($0.split(separator: " ")[2]) })
          == ["a%20b", "50%", "50%25%20c", "x%1B[31m", "مقال"])
    }
  }
#endif
