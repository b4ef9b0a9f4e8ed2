import Foundation
import Testing

@Suite struct UsageTests {
  @Test(arguments: [
    [], ["nothing"], ["--nothing"], ["analyze"], ["analyze", "--nothing", "x"],
    ["analyze", "-x"], ["analyze", "--analyzer"],
  ])
  func `wrong usage exits with 2 and one sentence that says where to look`(
    arguments: [String]
  ) async throws {
    let run = try await Tool.run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.hasOneSentence, "\(run.errors)")
    #expect(run.errors.contains("--help'"))
  }

  @Test func `an index must have a name`() async throws {
    let run = try await Tool.run("search", "--index", "", "x")
    #expect(run.status == 2)
    #expect(run.hasOneSentence && run.errors.contains("--index"), "\(run.errors)")
  }

  @Test func `control characters of a file's name do not reach the terminal`() async throws {
    let run = try await Tool.run("info", "--index", "no\u{1B}[2Jthing")
    #expect(run.status == 2)
    #expect(run.hasOneSentence && !run.errors.contains("\u{1B}"), "\(run.errors)")
  }

  @Test(arguments: [
    (["bogus"], "use one of index, search"), (["help", "bogus"], "use one of index, search"),
    (["serch", "--index", "d", "x"], "use 'fihrist search'"), (["help", "kwci"], "'fihrist kwic'"),
    (["sugg"], "use 'fihrist suggest'"), (["re"], "use one of"),
    (["help", "search", "bogus"], "'bogus'"),
  ])
  func `a command that is not there is refused with those that are`(
    _ arguments: [String], _ part: String
  ) async throws {
    let run = try await Tool.run(arguments)
    #expect(run.status == 2 && run.output.isEmpty && run.hasOneSentence, "\(run.errors)")
    #expect(run.errors.contains(part) && run.errors.contains("--help'"), "\(run.errors)")
  }

  @Test func `help says a default once`() async throws {
    let help = try await Tool.run("help", "load")
    #expect(help.output.contains("(default: q)") && !help.output.contains("q) (default"))
  }

  @Test func `help of every command is an answer`() async throws {
    for arguments in [["help", "search"], ["help", "help"], ["help", "--help"]] {
      let run = try await Tool.run(arguments)
      #expect(run.status == 0 && run.errors.isEmpty, "\(arguments)")
      #expect(run.output.contains("USAGE"), "\(arguments)")
    }
  }

  @Test func `a text that begins with a hyphen gets the advice to put two in front`() async throws {
    let run = try await Tool.run("analyze", "-x")
    #expect(run.errors.contains("put -- before"))
    #expect(try await Tool.run("analyze", "--", "-x").status == 0)
  }

  @Test func `help and version are answers, not errors`() async throws {
    let version = try await Tool.run("--version")
    #expect(version.status == 0)
    #expect(version.output.hasPrefix("fihrist "))
    #expect(version.errors.isEmpty)
    for arguments in [["--help"], ["help"], ["analyze", "--help"]] {
      let help = try await Tool.run(arguments)
      #expect(help.status == 0)
      #expect(help.output.contains("USAGE: fihrist"))
      #expect(help.errors.isEmpty)
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions are written for every common shell`(shell: String) async throws {
    let run = try await Tool.run("--generate-completion-script", shell)
    #expect(run.status == 0)
    #expect(run.output.contains("analyze"))
  }

  @Test func `a reader that goes away ends the tool quietly`() async throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("text", String(repeating: "كتاب ", count: 20_000))
    let run = try await Tool.shell("{ \"$0\" analyze - < \"$1\"; echo $? >&2; } | head -n 1", text)
    #expect(run.lines.count == 1)
    #expect(run.errors == "0\n")
  }

  #if os(Linux)
    @Test func `output to a full disk is an error and no silent loss`() async throws {
      let run = try await Tool.shell("exec \"$0\" analyze كتاب > /dev/full")
      #expect(run.status == 2)
      #expect(run.hasOneSentence)
    }
  #endif
}
