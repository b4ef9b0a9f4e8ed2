import ArgumentParser
import Fihrist
import FihristAnswers

/// Completes what a person types.
struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Complete a word, and find titles with it, as one types.",
    discussion: """
      The last word of the text is completed by those words of the archive that most documents \
      have. Titles with a word that starts so, and with the words before it, follow. Letters are \
      compared folded, with the article or without, and shown as the archive writes them. Exit \
      code 1 means that nothing starts so.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many suggestions of each kind at most. (default: 5)", valueName: "n"),
    transform: NumberOption.whole(1...1_000))
  var limit = 5

  @Flag(help: "Print one JSON object.")
  var json = false

  @Argument(help: "What was typed; several arguments are joined with a space.")
  var text: [String]

  func run() throws {
    let opened = try Index(path: index.path)
    let found = try opened.suggestions(for: text.joined(separator: " "), limit: limit)
    var output = TextOutput.standard
    if json {
      try output.line(JSON(found).text)
    } else {
      var table = Table([("documents", .right), ("kind", .left), ("text", .left)])
      for suggestion in found {
        table.append([
          Quantity.count(suggestion.documents), suggestion.kind.rawValue,
          suggestion.text.displayed,
        ])
      }
      if !found.isEmpty { for line in table.lines(for: .output) { try output.line(line) } }
    }
    try output.flush()
    guard found.isEmpty else { return }
    if json { throw SilentExit(status: .nothingFound) }
    throw opened.nothing("no word and no title starts so", advice: "type less, or other letters")
  }
}
