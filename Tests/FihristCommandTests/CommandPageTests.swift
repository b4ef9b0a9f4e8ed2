import Foundation
import Testing

/// The summary at the start of `Documentation/CommandLine.md` against the help of the tool.
@Suite struct CommandPageTests {
  /// The options that the page gives each command, as sets: a command may have several forms.
  private static func summary() throws -> [String: Set<String>] {
    let page = SampleArchive.data.deletingLastPathComponent()
      .appending(path: "Documentation/CommandLine.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let head = text.components(separatedBy: "## Exit codes")[0]
    var options: [String: Set<String>] = [:]
    var command = ""
    for line in head.split(separator: "\n") where line.hasPrefix("    ") {
      if line.hasPrefix("    fihrist ") {
        command = String(line.dropFirst("    fihrist ".count).prefix { $0 != " " })
      }
      options[command, default: []].formUnion(Self.options(in: line))
    }
    return options
  }

  private static func options(in line: Substring) -> [String] {
    line.matches(of: /--[a-z0-9][a-z0-9-]*/).map { String($0.output) }
  }

  /// The options that the help of a command lists, each at the start of a line.
  private static func help(of command: String) async throws -> Set<String> {
    let help = try await Tool.run(command, "--help").output
    let listed = help.split(separator: "\n").filter { $0.hasPrefix("  -") }
      .flatMap { line in
        let end = line.dropFirst(2).firstRange(of: "  ")?.lowerBound ?? line.endIndex
        return options(in: line[..<end])
      }
    return Set(listed).subtracting(["--help", "--version"])
  }

  @Test func `it has every command with every option`() async throws {
    let summary = try Self.summary()
    let help = try await Tool.run("--help").output
    let behind = try #require(help.components(separatedBy: "SUBCOMMANDS:").last)
    let listed = behind.components(separatedBy: "\n\n")[0]
    let commands = listed.split(separator: "\n").filter { $0.hasPrefix("  ") }
      .map { String($0.dropFirst(2).prefix { $0 != " " }) }.filter { !$0.isEmpty }
    #expect(Set(commands) == Set(summary.keys))
    for command in commands {
      #expect(try await Self.help(of: command) == summary[command], "\(command)")
    }
  }
}
