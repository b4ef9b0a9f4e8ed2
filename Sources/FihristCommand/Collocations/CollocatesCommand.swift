import ArgumentParser
import Fihrist

/// Finds words that go together.
struct CollocatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collocates",
    abstract: "Find the words that stand near a query's words more often than elsewhere.",
    discussion: """
      Each word has the numbers of its contingency table and two measures: the log-likelihood of \
      Dunning (1993), which says how sure it is that the words go together, and the logDice of \
      Rychly (2008), which says how exclusively. Inflections that a search finds together are \
      counted together, and shown in their most frequent spelling.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only in documents that this query matches too.", valueName: "query"))
  var filter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Look in these fields only, separated by commas. (default: all that are searched and stored)",
      valueName: "fields"))
  var `in`: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many words before an occurrence are near. (default: 5)", valueName: "n"),
    transform: NumberOption.whole(0...1_000))
  var left = 5

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many words behind it are near. (default: 5)", valueName: "n"),
    transform: NumberOption.whole(0...1_000))
  var right = 5

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Leave out words that are near fewer times. (default: 5)", valueName: "n"),
    transform: NumberOption.whole(1...NumberOption.hits.upperBound))
  var minimum = 5

  @Option(help: "The order: by log-likelihood, logdice or count, the greatest first.")
  var sort = CollocationMeasure.logLikelihood

  @Flag(help: "Show words too that queries leave out, such as في.")
  var stopWords = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many words at most. (default: 50)", valueName: "n"),
    transform: NumberOption.whole(NumberOption.hits))
  var limit = 50

  @Flag(help: "Refuse an invalid query, such as one with an unmatched quote.")
  var strict = false

  @OptionGroup var report: ReportOptions

  @Argument(help: "The query; several arguments are joined with a space.")
  var query: [String]

  func validate() throws {
    guard left > 0 || right > 0 else {
      throw ValidationError("at least one of --left and --right must be 1 or more")
    }
  }

  func run() throws {
    let text = query.joined(separator: " ")
    let opened = try Index(path: index.path)
    try opened.refuseEmpty([text], filter: filter)
    let found = try opened.collocations(request(text))
    let writer = CollocationsReport(
      found, query: text, readAs: opened.parsed(text).readAs, filter: filter)
    var output = TextOutput.standard
    try output.write(writer.text(as: report.chosen, for: .output))
    try output.flush()
    if report.chosen != .json {
      for note in found.notes { TextOutput.report("note: \(note.text)") }
    }
    // With --limit 0 words may be near although none is shown.
    guard found.words.isEmpty, limit > 0 || found.occurrences == 0 else { return }
    if report.chosen == .json { throw SilentExit(status: .nothingFound) }
    guard found.occurrences == 0 else {
      throw opened.nothing("no word is near often enough", advice: "try a smaller --minimum")
    }
    throw opened.nothing(
      found.documentCount == 0 ? "nothing matches" : "no stored text has the words of the query",
      advice: "try fewer or other words")
  }

  private func request(_ text: String) -> CollocationRequest {
    var request = CollocationRequest(.text(text), filter: filter.map { .text($0) }, limit: limit)
    request.reading = strict ? .strict : .lenient
    request.fields = `in`?.split(separator: ",").map { String($0) }
    request.left = left
    request.right = right
    request.minimumCount = minimum
    request.includesStopWords = stopWords
    request.measure = sort.measure
    return request
  }
}
