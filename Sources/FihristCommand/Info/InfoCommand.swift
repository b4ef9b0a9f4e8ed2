import ArgumentParser
import Fihrist
import FihristAnswers

/// Shows what an index consists of.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Show documents, segments, sizes, fields and parameters of an index.",
    discussion: "Of the contents only columns are read: see check for the rest.")

  @OptionGroup var index: IndexOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let index = try Index(path: self.index.path)
    let columns = Result { try index.columns() }
    var output = TextOutput.standard
    let shown = try? columns.get()
    if json {
      try output.line(
        index.information.json(columns: shown, path: self.index.path).text)
    } else {
      for line in InfoReport.lines(index.information, shown ?? [], for: .output) {
        try output.line(line)
      }
    }
    try output.flush()
    // What is whole is shown before a damaged column is an error.
    _ = try columns.get()
  }
}
