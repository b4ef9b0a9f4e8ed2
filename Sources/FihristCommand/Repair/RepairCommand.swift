import ArgumentParser
import Fihrist

/// Repairs a damaged index.
struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Keep what can be read of a damaged index, and name what is lost.",
    discussion: """
      Documents whose key and stored text can be read are indexed again; the others are dropped and their \
      keys listed. If the newest commit cannot be read, the one before is gone on from. The damaged files \
      are removed: copy the directory first if they are to be kept. Exit code 1 says that documents are \
      lost.
      """)

  @OptionGroup var index: IndexOptions

  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false

  @Option(help: ArgumentHelp("How much is looked at, as by check.", valueName: "level"))
  var level = IndexCheck.Level.structure

  @Flag(
    help: """
      Bring back the documents of a segment of which it cannot be read any more which were deleted.
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
      for line in RepairLines.lines(report, isPlan: dryRun) { try output.line(line) }
    }
    try output.flush()
    guard report.lost > 0 else { return }
    guard !json else { throw SilentExit(status: .nothingFound) }
    throw ToolError(
      "\(index.path): \(Quantity.count(report.lost, "document")) "
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
      progress.update(RepairLines.progress(stage, done, total))
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
