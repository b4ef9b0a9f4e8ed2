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
  }
#endif
