import ArgumentParser
import Fihrist

/// Shows every occurrence of a query's words in its context.
struct KwicCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kwic",
    abstract: "Show every occurrence of a query's words with the text around it.",
    discussion: """
      A concordance: a line for each occurrence in the stored texts, aligned by the words that \
      were found. A phrase is one occurrence. Words are compared as a search compares them. Lines \
      come in the order of documents, or sorted by the words before (left) or behind (right) the \
      occurrence, the nearest first. Right-to-left text is laid out from right to left. In the \
      order of documents, jsonl and csv are written as lines are found.
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
    help: ArgumentHelp("How many words on either side. (default: 8)", valueName: "n"),
    transform: NumberOption.whole(0...10_000))
  var words: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Instead, at most this many characters of whole words.", valueName: "n"),
    transform: NumberOption.whole(0...100_000))
  var characters: Int?

  @Option(help: "The order: document, left or right.")
  var sort = ConcordanceOrder.document

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many lines at most. (default: 100)", valueName: "n"),
    transform: NumberOption.whole(NumberOption.hits))
  var limit = 100

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stored fields of the document on each line, separated by commas.", valueName: "fields"))
  var fields: String?

  @Flag(help: "Count all occurrences, so that the total is exact.")
  var count = false

  @Flag(help: "Refuse an invalid query, such as one with an unmatched quote.")
  var strict = false

  @Option(help: "Bold words: on a terminal (auto), always, or never.")
  var color = ColorChoice.auto

  @OptionGroup var report: ReportOptions

  @Argument(help: "The query; several arguments are joined with a space.")
  var query: [String]

  func validate() throws {
    guard words == nil || characters == nil else {
      throw ValidationError("give --words or --characters, not both")
    }
  }

  func run() throws {
    let text = query.joined(separator: " ")
    let opened = try Index(path: index.path)
    try opened.refuseEmpty([text], filter: filter)
    guard sort != .document || !report.chosen.hasRows else { return try stream(text, opened) }
    let found = try opened.concordance(request(text))
    let writer = ConcordanceReport(
      found, query: text, readAs: opened.parsed(text).readAs, filter: filter)
    var output = TextOutput.standard
    try output.write(
      writer.text(
        as: report.chosen, fields: fieldNames, for: Terminal.output.with(color)))
    try output.flush()
    if report.chosen != .json { tell(found.notes, hasMore: found.hasMore) }
    guard found.lines.isEmpty, found.total.value == 0 else { return }
    if report.chosen == .json { throw SilentExit(status: .nothingFound) }
    throw nothing(in: opened, matching: found.documentCount)
  }

  /// Writes rows as they are found, so that their number costs no memory.
  private func stream(_ text: String, _ index: Index) throws {
    var lines = try index.concordanceLines(request(text))
    let rows = ConcordanceRows(report.chosen, fields: fieldNames)
    var output = TextOutput.standard
    if let heading = rows.heading { try output.write(heading) }
    var count = 0
    while count < max(1, limit), let line = try lines.next() {
      count += 1
      if limit > 0 { try output.write(rows.text(of: line)) }
    }
    try output.flush()
    let hasMore = try count > 0 && limit > 0 && lines.next() != nil
    tell(lines.notes, hasMore: hasMore)
    if count == 0 { throw nothing(in: index, matching: lines.documentCount) }
  }

  /// Says what people should know about the lines besides.
  private func tell(_ notes: [QueryNote], hasMore: Bool) {
    for note in notes { TextOutput.report("note: \(note.text)") }
    guard hasMore, limit > 0 else { return }
    TextOutput.report(
      "note: the limit of \(Quantity.count(limit, "line")) left others out; "
        + "a greater --limit shows them")
  }

  private func nothing(in index: Index, matching documentCount: Int) -> ToolError {
    index.nothing(
      documentCount == 0 ? "nothing matches" : "no stored text has the words of the query",
      advice: "try fewer or other words")
  }

  private var fieldNames: [String] { fields?.split(separator: ",").map { String($0) } ?? [] }

  private func request(_ text: String) -> ConcordanceRequest {
    var request = ConcordanceRequest(text, filter: filter, limit: limit)
    request.reading = strict ? .strict : .lenient
    request.fields = `in`?.split(separator: ",").map { String($0) }
    request.documentFields = fieldNames
    request.width = characters.map { .characters($0) } ?? .words(words ?? 8)
    request.order = sort.order
    request.counting = count ? .exact : .asFarAsSeen
    return request
  }
}
