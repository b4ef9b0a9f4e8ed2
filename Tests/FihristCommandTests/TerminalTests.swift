#if os(Linux)
  import Foundation
  import Testing

  @testable import FihristCommand

  /// What the tool shows where somebody looks: it is run under `script`, which gives it a terminal.
  @Suite(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/script")))
  struct TerminalTests {
    private func show(_ command: String, _ arguments: String...) async throws -> String {
      var line = "env -u NO_COLOR TERM=xterm \"\(Tool.url.path(percentEncoded: false))\" \(command)"
      for argument in arguments { line += " '\(argument)'" }
      let run = try await Tool.shell("exec script -qec \"$1\" /dev/null", line)
      #expect(run.status == 0, "\(run.output)")
      return run.output
    }

    @Test func `matched words are bold and right-to-left parts stand in isolates`() async throws {
      let index = try await SampleArchive.index()
      let shown = try await show("search", "--index", index, "--limit", "1", "المحادثات النووية")
      #expect(shown.contains("\u{1B}[1m"))
      #expect(shown.contains("\u{2068}"))
      let opened = shown.unicodeScalars.count { $0 == "\u{2068}" }
      #expect(opened == shown.unicodeScalars.count { $0 == "\u{2069}" })
    }

    @Test(arguments: ["NO_COLOR=1", "TERM=dumb"])
    func `a user who wants no styles gets none`(variable: String) async throws {
      let index = try await SampleArchive.index()
      let tool = Tool.url.path(percentEncoded: false)
      let line = "env \(variable) \"\(tool)\" search --index \"\(index)\" --limit 1 النفط"
      let run = try await Tool.shell("exec script -qec \"$1\" /dev/null", line)
      #expect(run.status == 0)
      #expect(!run.output.contains("\u{1B}"))
    }

    @Test func `output longer than the screen goes through the pager`() async throws {
      let index = try await SampleArchive.index()
      let tool = Tool.url.path(percentEncoded: false)
      func shown(_ variables: String, _ arguments: String) async throws -> String {
        let line =
          "env TERM=xterm \(variables) \"\(tool)\" search --index \"\(index)\" \(arguments)"
        let run = try await Tool.shell("exec script -qec \"$1\" /dev/null", line)
        #expect(run.status == 0, "\(run.output)")
        return run.output
      }
      let pager = "PAGER='sed s/^/paged:/'"
      let long = try await shown(pager, "--limit 20 إيران")
      #expect(long.hasPrefix("paged:1. ") && long.contains("\u{2068}"))
      #expect(try await !shown(pager, "--limit 1 إيران").contains("paged:"))
      #expect(try await !shown(pager, "--no-pager --limit 20 إيران").contains("paged:"))
      #expect(try await !shown("PAGER=", "--limit 20 إيران").contains("paged:"))
      #expect(try await shown("PAGER='head -n 1'", "--limit 20 إيران").contains("1. "))
      let run = try await Tool.run(
        ["search", "--index", index, "--limit", "20", "إيران"],
        environment: ["PAGER": "sed s/^/paged:/"])
      #expect(!run.output.contains("paged:"))
    }

    @Test func `right-to-left lines end at the right edge`() async throws {
      let index = try await SampleArchive.index()
      let shown = try await show("search", "--index", index, "--limit", "1", "المحادثات النووية")
      let lines = shown.components(separatedBy: "\r\n").filter { $0.contains("\u{2068}") }
      let bare = lines.map { $0.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[22m", with: "") }
      #expect(bare.count > 2 && bare[0].columnCount == 80, "\(bare)")
      #expect(bare.allSatisfy { $0.columnCount <= 80 }, "\(bare)")
    }

    @Test func `indexing shows how far it has come, and quietly nothing`() async throws {
      let folder = try TemporaryFolder()
      let archive = SampleArchive.path("archive")
      let shown = try await show("index", "--index", folder.path("a"), archive)
      #expect(shown.contains("\r\u{1B}[K"))
      #expect(shown.contains("indexed 63 documents"))
      let quiet = try await show("index", "--quiet", "--index", folder.path("b"), archive)
      #expect(quiet.isEmpty)
    }

    /// What a command shows on a terminal of so many columns, as bare lines.
    private func lines(_ columnCount: Int, _ arguments: [String]) async throws -> [String] {
      let tool = Tool.url.path(percentEncoded: false)
      let words = arguments.map { "'\($0)'" }.joined(separator: " ")
      let run = try await Tool.shell(
        "exec script -qec \"$1\" /dev/null",
        "stty cols \(columnCount); env -u NO_COLOR TERM=xterm \"\(tool)\" \(words)")
      #expect(run.status == 0, "\(run.output)")
      return run.output.components(separatedBy: "\r\n").map { line in
        ["1m", "2m", "22m"].reduce(line) { $0.replacing("\u{1B}[\($1)", with: "") }
      }
    }

    @Test(arguments: [40, 60, 80])
    func `documents, reasons, copies and facts are as wide as the terminal`(
      _ width: Int
    ) async throws {
      let index = try await SampleArchive.index()
      let folder = try TemporaryFolder()
      let text = (0..<30).map { "كلمة\($0)" }.joined(separator: " ")
      let file = try folder.write(
        "copies.jsonl",
        (0..<2).map {
          #"{"id":"a-rather-long-key-of-agency-\#($0)","title":"عنوان طويل لخبر من أخبار الوكالة "#
            + #"نشرته صحيفتان","source":"وكالة سديم","date":"2024-05-18","body":"\#(text)"}"# + "\n"
        }.joined())
      let copies = folder.path("index")
      #expect(try await Tool.run("index", "--quiet", "--index", copies, file).status == 0)
      for arguments in [
        ["get", "--key", "sadim-0001"], ["info"],
        ["explain", "--key", "sadim-0001", "المحادثات النووية بين إيران والولايات المتحدة"],
        ["copies"], ["suggest", "المحاد"],
      ] {
        let index = arguments[0] == "copies" ? copies : index
        let all = [arguments[0], "--index", index] + arguments.dropFirst()
        let shown = try await lines(width, all)
        #expect(shown.allSatisfy { $0.columnCount <= width }, "\(arguments): \(shown)")
        let piped = try await Tool.run(all).output
        // In a pipe everything is on the lines that programs expect.
        #expect(piped.split(separator: "\n").contains { $0.count > width }, "\(arguments)")
        #expect(Set(Self.letters(shown)) == Set(Self.letters([piped])), "\(arguments)")
        guard ["get", "explain"].contains(arguments[0]) else { continue }
        #expect(Self.letters(shown) == Self.letters([piped]), "\(arguments)")
        // Lines after the first of a value start below it.
        #expect(shown.contains { $0.hasPrefix("       ") }, "\(shown)")
      }
    }

    @Test func `dates and words are whole on a narrow terminal`() async throws {
      let index = try await SampleArchive.index()
      let date = #/\d{4}-\d{2}-\d{2}/#
      func dates(_ text: String) -> Set<Substring> { Set(text.matches(of: date).map(\.output)) }
      for arguments in [["info"], ["trends", "--by", "day", "إيران"]] {
        let all = [arguments[0], "--index", index] + arguments.dropFirst()
        let shown = try await lines(40, all)
        let piped = try await Tool.run(all).output
        #expect(!dates(piped).isEmpty)
        #expect(dates(shown.joined(separator: "\n")) == dates(piped), "\(shown)")
        #expect(shown.allSatisfy { $0.columnCount <= 40 }, "\(shown)")
        #expect(arguments[0] != "info" || shown.contains { $0.contains("positions,") }, "\(shown)")
      }
      for arguments in [
        ["kwic", "--limit", "1", "إيران"], ["collocates", "--minimum", "2", "إيران"],
        ["search", "--limit", "1", "إيران"],
      ] {
        let all = [arguments[0], "--index", index] + arguments.dropFirst()
        // Notes go to standard error, as they are.
        let shown = try await lines(40, all).filter { !$0.isEmpty && !$0.hasPrefix("note: ") }
        #expect(shown.suffix(2).allSatisfy { $0.columnCount <= 40 }, "\(shown)")
        let last = try await Tool.run(all).output.split(separator: "\n").last ?? ""
        guard arguments[0] != "search" else { continue }
        #expect(shown.suffix(3).joined(separator: " ").hasSuffix(last), "\(shown)")
      }
    }

    @Test func `what checks and repairs say is as wide as the terminal`() async throws {
      let folder = try TemporaryFolder()
      let index = try await SampleArchive.copy(into: folder)
      for path in try IndexFiles.paths("inputs-", in: index) {
        try FileManager.default.removeItem(atPath: path)
      }
      let whole = ["check", "--index", index]
      let warned = try await lines(40, whole)
      #expect(warned.contains { $0.contains("warning: what is") }, "\(warned)")
      let plan = ["repair", "--index", index, "--dry-run"]
      let path = try #require(try IndexFiles.paths(".terms", in: index).first)
      try IndexFiles.flipBit(of: path, at: 20)
      let repair = try await lines(40, plan)
      #expect(repair.contains { $0.contains("damaged: ") }, "\(repair)")
      for shown in [warned, repair] {
        // Progress stands before the first line, and ends with a sequence that clears it.
        let rest = shown.filter { !$0.contains("\u{1B}") }
        #expect(rest.count > 3 && rest.allSatisfy { $0.columnCount <= 40 }, "\(rest)")
      }
    }

    @Test func `what a purge did is as wide as the terminal, and paths are whole`() async throws {
      let folder = try TemporaryFolder()
      let files = ["a", "b", "c", "d"].map {
        #"{"id":"\#($0)","content":"نص \#($0)"}"# + "\n"
      }
      let input = try folder.write("an-input-with-a-rather-long-name.jsonl", files.joined())
      let index = folder.path("index")
      #expect(try await Tool.run("index", "--index", index, "--quiet", input).status == 0)
      let purge = ["purge", "--index", index, "--key"]
      let named = try await lines(40, purge + ["a"])
      #expect(named.contains { $0.hasSuffix("/an-input-with-a-rather-long-name.jsonl") })
      for path in try IndexFiles.paths("inputs-", in: index) {
        try FileManager.default.removeItem(atPath: path)
      }
      for shown in [named, try await lines(40, purge + ["b"])] {
        // Progress stands before the first line, and ends with a sequence that clears the line.
        let rest = shown.filter { !$0.contains("still in the input") && !$0.contains("\u{1B}") }
        #expect(rest.count > 3 && rest.allSatisfy { $0.columnCount <= 40 }, "\(shown)")
      }
      let shown = try await lines(40, purge + ["c"]).joined(separator: " ")
      #expect(shown.contains("so those with such a document cannot be named"), "\(shown)")
    }

    /// Everything that is read, without blanks and isolates.
    private static func letters(_ lines: [String]) -> [Unicode.Scalar] {
      lines.flatMap(\.unicodeScalars).filter {
        !$0.properties.isWhitespace && !["\u{2068}", "\u{2069}"].contains($0)
      }
    }
  }
#endif
