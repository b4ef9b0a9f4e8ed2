import ArgumentParser
import Fihrist

/// Counts how often queries occur over time.
struct TrendsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trends",
    abstract: "Count how often queries occur in each day, month or year.",
    discussion: """
      Each argument is a query, and a series of its own. For every period there are the documents \
      that match, the occurrences of the query's words and phrases, and the occurrences in a \
      million words of the period, which compare periods of different size. Periods without \
      documents are there too.
      """)

  @OptionGroup var index: IndexOptions

  @Option(help: ArgumentHelp("The period: day, week, month or year.", valueName: "unit"))
  var by = TrendUnit.month

  @Flag(help: "Count by Hijri months and years.")
  var hijri = false

  @Option(
    help: ArgumentHelp(
      "The date field. (default: the first that has a column)", valueName: "name"))
  var field: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only documents that this query matches too.", valueName: "query"))
  var filter: String?

  @Flag(help: "Refuse an invalid query, such as one with an unmatched quote.")
  var strict = false

  @Option(help: "Bold words: on a terminal (auto), always, or never.")
  var color = ColorChoice.auto

  @OptionGroup var report: ReportOptions

  @Argument(help: "The queries; quote one that has several words.")
  var queries: [String]

  func run() throws {
    let opened = try Index(path: index.path)
    try opened.refuseEmpty(queries, filter: filter)
    var request = TrendRequest(queries.map { .text($0) }, by: by.unit)
    request.filter = filter.map { .text($0) }
    request.field = field
    request.calendar = hijri ? .hijri : .gregorian
    request.reading = strict ? .strict : .lenient
    let found = try opened.trends(request)
    let writer = TrendsReport(found, queries: queries, filter: filter)
    var output = TextOutput.standard
    try output.write(writer.text(as: report.chosen, for: Terminal.output.with(color)))
    try output.flush()
    if report.chosen != .json {
      for note in found.notes { TextOutput.report("note: \(note.text)") }
    }
    let sum = found.series.reduce(0) { sum, series in
      series.points.reduce(sum + series.undated.documents) { $0 + $1.documents }
    }
    guard sum == 0 else { return }
    if report.chosen == .json { throw SilentExit(status: .nothingFound) }
    throw opened.nothing("nothing matches", advice: "try fewer or other words")
  }
}
