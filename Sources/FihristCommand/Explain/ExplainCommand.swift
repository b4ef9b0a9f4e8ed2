import ArgumentParser
import Fihrist
import FihristAnswers

/// Says why a document has its score, or why it is not found.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a document has its score for a query, or why it is not found.",
    discussion: """
      The score is taken apart into what each word of the query adds at each of its levels; the \
      numbers add up to the score that 'fihrist search' shows. For a document that is not found, \
      it says which word is missing and what the filter said. Exit code 1 means that the document \
      is not found.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The key of the document.", valueName: "key"))
  var key: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The filter of the search.", valueName: "query"))
  var filter: String?

  @Flag(help: "Refuse an invalid query, such as one with an unmatched quote.")
  var strict = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @Argument(help: "The query; several arguments are joined with a space.")
  var query: [String]

  func run() throws {
    let text = query.joined(separator: " ")
    var request = SearchRequest(text, filter: filter)
    request.reading = strict ? .strict : .lenient
    let index = try Index(path: self.index.path)
    try index.refuseEmpty([text], filter: filter)
    guard let answer = try index.explanation(of: key, for: request) else {
      throw ToolError.noDocument(of: key)
    }
    var output = TextOutput.standard
    if json {
      try output.line(answer.json.text)
    } else {
      for line in ExplanationReport.lines(answer, for: .output) { try output.line(line) }
    }
    try output.flush()
    if !answer.isFound, !answer.isRelated { throw SilentExit(status: .nothingFound) }
  }
}
