import ArgumentParser
import Fihrist

/// Reports copies.
struct CopiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copies",
    abstract: "Find articles with much the same text, such as agency stories in several papers.",
    discussion: """
      Two articles are copies if their longest texts have at least half of their shingles, four \
      words in a row, in common. A cluster holds articles that a chain of copies joins, the \
      earliest first. With a query, only documents that match it are compared. Exit code 1 means \
      that nothing was copied.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only documents that this query matches too.", valueName: "query"))
  var filter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Which share of the shingles must be common, 0.3 to 1. (default: 0.5)", valueName: "share"),
    transform: NumberOption.decimal(0.3...1))
  var overlap = CopiesRequest.usualOverlap

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many clusters at most. (default: all)", valueName: "n"),
    transform: NumberOption.whole(1...NumberOption.hits.upperBound))
  var limit: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stored fields of each article, separated by commas. (default: those of title, date, source)",
      valueName: "fields"))
  var fields: String?

  @Flag(help: "Refuse an invalid query, such as one with an unmatched quote.")
  var strict = false

  @OptionGroup var report: ReportOptions

  @Argument(help: "The query; several arguments are joined with a space.")
  var query: [String] = []

  func run() throws {
    let opened = try Index(path: index.path)
    try opened.refuseEmpty(query.isEmpty ? [] : [query.joined(separator: " ")], filter: filter)
    let stored = opened.schema.fields.filter(\.isStored).map(\.name)
    var request = CopiesRequest(
      query.isEmpty ? nil : .text(query.joined(separator: " ")), filter: filter.map { .text($0) })
    request.overlap = overlap
    request.documentFields =
      fields?.split(separator: ",").map { String($0) }
      ?? ["title", "date", "source"].filter(stored.contains)
    request.reading = strict ? .strict : .lenient
    var found = try opened.copies(request)
    let writer = CopiesReport(found, limit: limit ?? found.clusters.count)
    found.clusters = Array(found.clusters.prefix(limit ?? found.clusters.count))
    var output = TextOutput.standard
    try output.write(writer.text(as: report.chosen, for: .output))
    try output.flush()
    if report.chosen != .json {
      for note in found.notes { TextOutput.report("note: \(note.text)") }
    }
    guard found.clusters.isEmpty else { return }
    if report.chosen == .json { throw SilentExit(status: .nothingFound) }
    guard found.documentCount > 0 || query.isEmpty && filter == nil else {
      throw opened.nothing("nothing matches", advice: "try fewer or other words")
    }
    throw opened.nothing(
      "nothing was copied among \(Quantity.count(found.documentCount, "document"))",
      advice: "try a smaller --overlap")
  }
}
