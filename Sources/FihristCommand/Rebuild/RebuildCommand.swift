import ArgumentParser
import Fihrist
import FihristAnswers

/// Rebuilds an index from its stored texts.
struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Index all documents again from their stored texts.",
    discussion: """
      For an index that was made by an older version's analyzer, or whose postings are in doubt. \
      Every searched field must be stored. The new commit replaces the old one in one step; \
      running searches continue. With --to, the old index is not changed.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    help: ArgumentHelp("A directory that is new or empty, for the new index.", valueName: "dir"),
    completion: .directory)
  var to: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Memory for segments under construction. (default: "
        + "\(ByteCount(IndexingOptions().memory).defaultValueDescription))", valueName: "size"),
    transform: ByteCount.memory)
  var memory = ByteCount(IndexingOptions().memory)

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard to?.isEmpty != true else { throw ValidationError("--to must name a directory") }
  }

  func run() throws {
    let summary = try rebuild()
    var output = TextOutput.standard
    try output.line(json ? Self.json(summary).text : Self.line(summary))
    try output.flush()
  }

  private func rebuild() throws -> IndexRebuild.Summary {
    Interruption.watch()
    var rebuild = IndexRebuild(path: index.path, target: to)
    rebuild.memory = memory.value
    let progress = ProgressLine(isQuiet: false)
    defer { progress.clear() }
    do {
      return try rebuild.run(
        progress: { done, total in
          progress.update("\(Quantity.count(done)) of \(Quantity.count(total, "document"))")
        }, isCancelled: { Interruption.isRequested })
    } catch is CancellationError {
      throw ToolError(
        "interrupted, and the index is as it was", advice: "run the command again",
        status: .interrupted)
    } catch let error as IndexError where error.kind == .damaged {
      throw ToolError(
        "\(error.path): \(error.reason)",
        advice: "run 'fihrist repair' first, or restore the index from a copy",
        status: .damagedIndex)
    }
  }

  private static func line(_ summary: IndexRebuild.Summary) -> String {
    "rebuilt \(Quantity.count(summary.documents, "document")) as commit \(summary.generation): "
      + "\(Quantity.bytes(summary.byteCount)) in \(Quantity.count(summary.segments, "segment"))"
  }

  private static func json(_ summary: IndexRebuild.Summary) -> JSON {
    [
      "documents": .integer(summary.documents),
      "segments": .integer(summary.segments),
      "generation": .integer(Int(clamping: summary.generation)),
      "bytes": .integer(Int(clamping: summary.byteCount)),
    ]
  }
}
