import ArgumentParser
import Fihrist
import FihristAnswers

/// Finds documents that are like another, or like a text.
struct SimilarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Find documents like another one, or like a text on standard input.",
    discussion: """
      The words of the document that are frequent in it and rare elsewhere are searched for, and \
      the document itself is left out. Without --key a text is read from standard input. Exit code \
      1 means that no document has the key, or nothing is similar.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The key of the document. (default: a text on standard input)", valueName: "key"))
  var key: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many words to search for at most. (default: 25)", valueName: "n"),
    transform: NumberOption.whole(1...1_000))
  var terms = 25

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Find only what this query matches too.", valueName: "query"))
  var filter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many hits at most. (default: 10)", valueName: "n"),
    transform: NumberOption.whole(NumberOption.hits))
  var limit = 10

  @Option(
    help: ArgumentHelp(
      "The stored fields that hits have, separated by commas. (default: all)",
      valueName: "fields"))
  var fields: String?

  @Flag(help: "Count all documents with one of the words, so that the total is exact.")
  var count = false

  @Option(help: "Bold words: on a terminal (auto), always, or never.")
  var color = ColorChoice.auto

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let opened = try Index(path: index.path)
    try opened.refuseEmpty([], filter: filter)
    let request = try request()
    let start = Clock.wall
    let found = try opened.similar(to: request)
    let milliseconds = Double(Clock.wall - start) / 1e6
    guard let found else {
      guard !json else { throw SilentExit(status: .nothingFound) }
      throw ToolError.noDocument(of: key ?? "")
    }
    var output = TextOutput.standard
    if json {
      try output.line(found.json(key: key, filter: filter).text)
    } else {
      let terminal = Terminal.output.with(color)
      for line in SimilarReport.lines(found, milliseconds: milliseconds, for: terminal) {
        try output.line(line)
      }
    }
    try output.flush()
    if !json {
      for note in found.results.notes { TextOutput.report("note: \(note.text)") }
    }
    guard found.results.hits.isEmpty, limit > 0 else { return }
    if json { throw SilentExit(status: .nothingFound) }
    let reason =
      key == nil
      ? "the text has no word that the index has"
      : "the document has no stored text with words that other documents have"
    throw opened.nothing(
      found.words.isEmpty ? reason : "nothing is similar",
      advice: key == nil ? "try another text" : "try another document")
  }

  private func request() throws -> SimilarRequest {
    let source =
      try key.map { SimilarRequest.Source.key($0) } ?? .text(try TextInput.standardInput())
    var request = SimilarRequest(source, limit: limit)
    request.wordCount = terms
    request.filter = filter.map { .text($0) }
    request.fields = fields?.split(separator: ",").map { String($0) }
    request.snippets = SnippetOptions()
    request.counting = count ? .exact : .asFarAsSeen
    return request
  }
}
