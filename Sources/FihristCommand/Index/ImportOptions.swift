import ArgumentParser
import Fihrist
import FihristArchive

/// How an import goes on from earlier ones, and when it commits or ends.
struct ImportOptions: ParsableArguments {
  @Flag(
    name: .customLong("all"),
    help: "Read files that have not changed since they were read, too.")
  var readsAll = false

  @Flag(
    help: """
      Delete the documents of files that are not in their folders any more, and of records that \
      are not in their files any more.
      """)
  var prune = false

  @Flag(help: "Go on, and read files when they are added or changed, until Ctrl-C.")
  var watch = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "End if more than so many per cent of the records are refused.", valueName: "number"),
    transform: NumberOption.decimal(0.0...100))
  var failOver: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Commit about every so many minutes. (default: \(ImportOptions.usualMinutes))",
      valueName: "number"),
    transform: NumberOption.decimal(0.001...1_000_000))
  var commitMinutes = ImportOptions.usualMinutes

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Commit about every so many documents. (default: any number)", valueName: "n"),
    transform: NumberOption.whole(1...1_000_000_000))
  var commitDocuments: Int?

  /// Work that is lost when a machine fails should be done again in the time of a coffee.
  private static let usualMinutes = 5.0

  /// Refuses streams, which cannot be watched.
  func check(_ input: [String]) throws {
    guard watch, input.contains("-") else { return }
    throw ValidationError("--watch needs files and folders, and standard input is neither")
  }

  /// Sets what the indexer is told.
  func set(_ options: inout IndexingOptions) {
    options.commitSeconds = commitMinutes * 60
    options.commitDocuments = commitDocuments
    options.refusalLimit = failOver
  }
}
