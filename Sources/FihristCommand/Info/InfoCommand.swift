import ArgumentParser
import Fihrist

/// Shows what an index consists of.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Show documents, segments, sizes, fields and parameters of an index.",
    discussion: "Nothing of the contents is read: see check for that.")

  @OptionGroup var index: IndexOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let information = try Index(path: index.path).information
    var output = TextOutput.standard
    if json {
      try output.line(InfoReport.json(information, path: index.path).text)
    } else {
      for line in InfoReport.lines(information, for: .output) { try output.line(line) }
    }
    try output.flush()
  }
}
