import ArgumentParser
import Fihrist
import FihristAnswers

/// Removes documents from every file of an index.
struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Remove documents from every file of an index, and prove it.",
    discussion: """
      Deletes the documents, including ones that were deleted before, writes the segments that \
      hold them again, removes the files of earlier commits, and reads the whole index to prove \
      that nothing is left. It does not reach backups, input files, which it names, or blocks that \
      a file system keeps. Exit code 1 means that the index has none of the keys.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    name: .customLong("key"), parsing: .upToNextOption,
    help: ArgumentHelp("The keys of the documents.", valueName: "key"))
  var keys: [String] = []

  @Option(
    name: .customLong("keys"),
    help: ArgumentHelp(
      "A file with one key in each line, or - for standard input.", valueName: "file"),
    completion: .file())
  var keyFile: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard keys.isEmpty != (keyFile == nil) else {
      throw ValidationError("one of --key and --keys must say which documents")
    }
  }

  func run() throws {
    let listed = try keyFile.map { try TextInput.lines(ofFile: $0).filter { !$0.isEmpty } }
    let report = try purge(listed ?? keys)
    var output = TextOutput.standard
    if json {
      try output.line(PurgeLines.json(report).text)
    } else {
      for line in PurgeLines.lines(report, for: .output) { try output.line(line) }
    }
    try output.flush()
    guard report.purged.isEmpty else { return }
    guard !json else { throw SilentExit(status: .nothingFound) }
    throw ToolError(
      "the index has none of these keys, not even of deleted documents",
      advice: "see the keys with 'fihrist search'", status: .nothingFound)
  }

  private func purge(_ keys: [String]) throws -> IndexPurge.Report {
    Interruption.watch()
    let progress = ProgressLine(isQuiet: false)
    defer { progress.clear() }
    do {
      return try IndexPurge(path: index.path, keys: keys).run(
        progress: { done, total in
          progress.update("read \(Quantity.count(done)) of \(Quantity.count(total, "document"))")
        }, isCancelled: { Interruption.isRequested })
    } catch is CancellationError {
      throw ToolError(
        "interrupted, and nothing has changed", advice: "run the command again",
        status: .interrupted)
    }
  }
}
