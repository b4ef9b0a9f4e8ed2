import ArgumentParser
import Fihrist

/// Puts a backup in the place of an index.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make an index of a backup.",
    discussion: """
      Every page is compared with its checksum before the index changes. With --replace, what the backup \
      holds becomes the next commit of the index, in one step: searches under way go on, and a crash leaves the one \
      or the other.
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
    } catch let error as IndexError where error.kind == .invalid && !replace {
      throw ToolError(
        "\(error.path): \(error.reason)",
        advice: "give --replace to put the backup in its place, or choose a new directory")
    }
  }
}
