#if os(Linux)
  import Foundation
  import Testing

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
