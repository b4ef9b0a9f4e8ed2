import ArgumentParser
import Fihrist
import FihristAnswers

/// Repairs a damaged index.
struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Keep what can be read of a damaged index, and name what is lost.",
    discussion: """
      Documents whose key and stored text can be read are indexed again; the others are dropped, \
      and their keys are listed. If the newest commit cannot be read, the repair continues from \
      the previous one. The damaged files are removed; to keep them, copy the directory first. \
      Exit code 1 means that documents, or values that were only in a damaged column, were \
      lost.
      """)

  @OptionGroup var index: IndexOptions

  @Flag(help: "Print what would be done, and do nothing.")
  var dryRun = false

  @Option(help: ArgumentHelp("How much is checked, as for check.", valueName: "level"))
  var level = IndexCheck.Level.structure

  @Flag(
    help: """
      Bring back all documents of a segment if its list of deleted documents cannot be read.
      """)
  var restoreDeleted = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let report = try repair()
    var output = TextOutput.standard
    if json {
      try output.line(RepairLines.json(report, isPlan: dryRun).text)
    } else {
      for line in RepairLines.lines(report, isPlan: dryRun, for: .output) { try output.line(line) }
    }
    try output.flush()
    guard report.lost > 0 || !report.lostFields.isEmpty else { return }
    guard !json else { throw SilentExit(status: .nothingFound) }
    let lost =
      report.lost > 0
      ? Quantity.count(report.lost, "document")
      : "values of " + report.lostFields.map(\.displayed).joined(separator: ", ")
    throw ToolError(
      "\(index.path): \(lost) "
        + (dryRun ? "would be lost" : report.lost == 1 ? "is lost" : "are lost"),
      advice: "index them again from their source, or restore the index from a copy",
      status: .nothingFound)
  }

  private func repair() throws -> IndexRepair.Report {
    var repair = IndexRepair(path: index.path)
    repair.level = level
    repair.restoresDeleted = restoreDeleted
    let progress = ProgressLine(isQuiet: false)
    defer { progress.clear() }
    let show = { (stage: IndexRepair.Stage, done: UInt64, total: UInt64) in
      progress.update(RepairLines.progress(stage, done: done, of: total))
    }
    if dryRun { return try repair.plan(progress: show) }
    Interruption.watch()
    do {
      return try repair.run(progress: show, isCancelled: { Interruption.isRequested })
    } catch is CancellationError {
      throw ToolError(
        "interrupted, and nothing has changed", advice: "run the command again",
        status: .interrupted)
    }
  }
}
