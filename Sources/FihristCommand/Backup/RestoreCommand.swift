import ArgumentParser
import Fihrist

/// Replaces an index with a backup.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make an index from a backup.",
    discussion: """
      Every page is compared with its checksum before the index changes. With --replace, the \
      backup becomes the next commit of the index, in one step: running searches continue, and a \
      crash leaves either the old commit or the new one.
      """)

  @Option(
    help: ArgumentHelp("The directory of the backup.", valueName: "dir"), completion: .directory)
  var from: String

  @OptionGroup var index: IndexOptions

  @Flag(help: "Replace the index that is there, whole or damaged.")
  var replace = false

  @OptionGroup var options: CopyOptions

  func run() throws {
    var copy = IndexCopy(from: from, to: index.path)
    copy.replacesTarget = replace
    do {
      try options.run(copy, verb: "restored")
    } catch let error as IndexError
      where error.kind == .invalid && error.reason.hasPrefix("there is an index")
    {
      throw ToolError(
        "\(error.path): \(error.reason)",
        advice: "give --replace to replace it with the backup, or choose a new directory")
    }
  }
}
