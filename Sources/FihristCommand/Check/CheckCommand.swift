import ArgumentParser
import Fihrist
import FihristAnswers

/// Reads and verifies a whole index.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read an index to its last byte and verify everything.",
    discussion: """
      The level 'checksums' compares every page with its checksum; 'structure' also decodes \
      everything; 'full' also analyzes the stored texts again and compares them with what is \
      indexed. Exit code 1 means that the index is damaged, or has \
      the words of another version. Nothing is changed.
      """)

  @OptionGroup var index: IndexOptions

  @Option(help: ArgumentHelp("How much is checked.", valueName: "level"))
  var level = IndexCheck.Level.structure

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let report = try check()
    var output = TextOutput.standard
    if json {
      try output.line(CheckLines.json(report, path: index.path).text)
    } else {
      for line in CheckLines.lines(report, for: .output) { try output.line(line) }
    }
    try output.flush()
    guard !report.isWhole else { return }
    guard !json else { throw SilentExit(status: .nothingFound) }
    guard report.isDamaged else {
      throw ToolError(
        "\(index.path): nothing is damaged, and its words are those of another version",
        advice: "index its stored texts again with 'fihrist rebuild'", status: .nothingFound)
    }
    let count = report.findings.count { $0.isDamage }
    throw ToolError(
      "\(index.path): the check found \(Quantity.count(count, "damage"))",
      advice: report.generation == nil
        ? IndexCheck.Remedy.restore.advice
        : "restore the index from a copy, or see with 'fihrist repair --dry-run' what can be saved",
      status: .nothingFound)
  }

  private func check() throws -> IndexCheck.Report {
    let progress = ProgressLine(isQuiet: false)
    defer { progress.clear() }
    return try IndexCheck(path: index.path, level: level).run { done, total in
      let part = total == 0 ? 100 : Int(Double(done) / Double(total) * 100)
      progress.update("\(Quantity.bytes(done)) of \(Quantity.bytes(total)) · \(part) %")
    }
  }
}
