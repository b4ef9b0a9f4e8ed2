import ArgumentParser
import Fihrist
import FihristAnswers

/// Shows what becomes of a text on its way into the index.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show how a text is split into words and what the index stores for each.",
    discussion: """
      Uses the code that indexes. For each word: its position, its bytes in the text, the term \
      in the index, and the name of every rule that changed something. With --explain, all levels \
      of each word, each rule with what it left, and the entry of a list that decided; for two \
      words also whether they find each other.
      """)

  @Option(help: ArgumentHelp("How words become terms.", valueName: "name"))
  var analyzer = Analyzer.arabic

  @Flag(help: "Show the form, the stem and the root of each word, and why.")
  var explain = false

  @Flag(help: "Print one JSON object, with byte offsets.")
  var json = false

  @Argument(help: "The text; several arguments are joined with a space, - is standard input.")
  var text: [String]

  func run() throws {
    let text = self.text == ["-"] ? try TextInput.standardInput() : self.text.joined(separator: " ")
    var output = TextOutput.standard
    if explain {
      let explained =
        json
        ? [analyzer.explanationJSON(of: text).text]
        : ExplainedText(text, by: analyzer).lines
      for line in explained { try output.line(line) }
      return try output.flush()
    }
    if json {
      try output.line(analyzer.json(of: text).text)
    } else {
      let table = Self.table(analyzer.analysis(of: text))
      for line in table.lines(for: .output) { try output.line(line) }
    }
    try output.flush()
  }

  private static func table(_ tokens: [AnalyzedToken]) -> Table {
    var table = Table([
      ("position", .right), ("bytes", .left), ("word", .left), ("term", .left), ("rules", .left),
    ])
    for token in tokens {
      table.append([
        String(token.position), "\(token.range.lowerBound)..<\(token.range.upperBound)",
        token.text.displayed, token.term?.displayed ?? "–", token.rules.joined(separator: " "),
      ])
    }
    return table
  }
}
