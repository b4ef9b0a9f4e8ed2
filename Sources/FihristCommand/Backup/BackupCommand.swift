import ArgumentParser
import Fihrist

/// Copies an index.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the last commit of an index into a new directory.",
    discussion: """
      The copy is an index like any other. It is consistent even while a writer is at work, and \
      every page of it has been compared with its checksum. On the same file system it shares \
      files with the index, which takes no space and no time.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    help: ArgumentHelp("A directory that is new or empty.", valueName: "dir"),
    completion: .directory)
  var to: String

  @OptionGroup var options: CopyOptions

  func run() throws {
    let copy = IndexCopy(from: index.path, to: to)
    try options.run(copy, verb: "backed up")
  }
}
