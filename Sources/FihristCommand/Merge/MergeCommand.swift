import ArgumentParser
import Fihrist

/// Merges the segments of an index.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge the segments of an index.",
    discussion: """
      With one segment, the bytes of the index depend on nothing but its documents, schema, \
      parameters and version. Running searches keep the commit they started with.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many segments may remain. (default: 1)", valueName: "n"),
    transform: NumberOption.whole(1...1_000_000))
  var segments = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The part of the time that merging works; it rests for the others. (default: 1.0)",
      valueName: "part"),
    transform: NumberOption.decimal(0.01...1))
  var share = 1.0

  func run() async throws {
    Interruption.watch()
    // A writer would make an index where there is none.
    let before = try Index(path: index.path).information
    let path = index.path
    let count = segments
    var options = IndexingOptions()
    options.mergeShare = share
    let progress = ProgressLine(isQuiet: false)
    progress.update("merging \(Quantity.count(before.segments.count, "segment"))")
    defer { progress.clear() }
    do {
      try await Interruption.cancelling { [options] in
        let writer = try IndexWriter(path: path, options: options)
        try await writer.merge(toSegments: count)
        try await writer.close()
      }
    } catch  where Interruption.isRequested {
      throw ToolError(
        "interrupted, and the index is as it was", advice: "run the command again to merge it",
        status: .interrupted)
    }
    progress.clear()
    let after = try Index(path: path).information
    var output = TextOutput.standard
    try output.line(
      "merged \(Quantity.count(before.segments.count, "segment")) into "
        + "\(Quantity.count(after.segments.count)): "
        + "\(Quantity.count(after.documents, "document")), \(Quantity.bytes(after.byteCount)) "
        + "(before: \(Quantity.bytes(before.byteCount)))")
    try output.flush()
  }
}
