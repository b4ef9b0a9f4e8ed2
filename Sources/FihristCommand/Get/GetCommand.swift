import ArgumentParser
import Fihrist
import FihristAnswers

/// Shows one document.
struct GetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Show a document: its stored fields and its values in columns.",
    discussion: "Exit code 1 means that the index has no document of that key.")

  @OptionGroup var index: IndexOptions

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The key of the document.", valueName: "key"))
  var key: String

  @Option(
    help: ArgumentHelp("The fields to show, with commas between them.", valueName: "names"))
  var fields: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let names = fields?.split(separator: ",").map { String($0).trimmingSpaces }
    let index = try Index(path: self.index.path)
    try check(names, in: index.schema)
    guard let document = try index.document(key: key, fields: names) else {
      guard !json else { throw SilentExit(status: .nothingFound) }
      throw ToolError.noDocument(of: key)
    }
    var output = TextOutput.standard
    if json {
      try output.line(document.json.text)
    } else {
      for line in DocumentLines.lines(document, for: .output) { try output.line(line) }
    }
    try output.flush()
  }

  private func check(_ names: [String]?, in schema: Schema) throws {
    let known = schema.fields.map(\.name)
    guard let name = names?.first(where: { !known.contains($0) }) else { return }
    throw ToolError(
      "the index has no field \"\(name)\"", advice: "use one of \(known.joined(separator: ", "))",
      status: .wrongUse)
  }
}

extension String {
  /// The text without blanks at both ends.
  fileprivate var trimmingSpaces: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}
