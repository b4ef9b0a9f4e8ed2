import ArgumentParser
import Fihrist
import FihristAnswers

/// Searches an index.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find the best documents for a query.",
    discussion: """
      A document is found by any of the words. +word must be there, -word must not, and "words in \
      quotes" or «words in quotes» must follow each other. With --filter, hits must also match \
      that query, but their scores and order do not change. Anything you type is searched; a note \
      says how an unmatched quote was understood. On a terminal, long output goes through the \
      pager that PAGER names, or less. Exit code 1 means that nothing matched.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Find only what this query matches too; it changes no score.", valueName: "query"))
  var filter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many hits at most; 0 counts them only. (default: 10)", valueName: "n"),
    transform: NumberOption.whole(NumberOption.hits))
  var limit = 10

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many of the best hits to leave out. (default: 0)", valueName: "n"),
    transform: NumberOption.whole(NumberOption.hits))
  var offset = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many passages of its text each hit shows at most. (default: 1 in tables, else 0)",
      valueName: "n"),
    transform: NumberOption.whole(0...100))
  var snippets: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many of the best passages of each hit to leave out, to see further ones. (default: 0)",
      valueName: "n"),
    transform: NumberOption.whole(0...100))
  var snippetOffset = 0

  @OptionGroup(title: "All matches, and other orders") var collecting: CollectingOptions

  @Flag(help: "Count all matches, so that the total is exact.")
  var count = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop after so long with what was found until then. (default: no limit)",
      valueName: "seconds"),
    transform: NumberOption.decimal(0.000_001...86_400, "of seconds from 0.000001 to 86400"))
  var timeLimit: Double?

  @Flag(help: "Refuse an invalid query, such as one with an unmatched quote.")
  var strict = false

  @Option(help: "Bold words: on a terminal (auto), always, or never.")
  var color = ColorChoice.auto

  @Flag(help: "Show the work of ranking, in counts that are the same on every machine.")
  var stats = false

  @Option(
    help: """
      For people (table); one JSON object (json), or one for each hit (jsonl); comma-separated \
      values (csv), or the same without formulas (spreadsheet); citations (ris, bibtex); lines of \
      a run (trec).
      """)
  var format: HitFormat?

  @Flag(help: "The same as --format json.")
  var json = false

  @Flag(help: "Never show the output in a pager.")
  var noPager = false

  @Argument(help: "The query; several arguments are joined with a space.")
  var query: [String]

  func run() throws {
    let text = query.joined(separator: " ")
    let opened = try Index(path: index.path)
    try opened.refuseEmpty([text], filter: filter)
    let start = Clock.wall
    let request = request(text, schema: opened.schema)
    if chosen == .json { try request.checkNames() }
    let results = try opened.search(request)
    let milliseconds = Double(Clock.wall - start) / 1e6
    let corrections =
      results.isPartial
      ? []
      : try opened.corrections(
        of: text, filter: filter, findingAtLeast: results.total.value,
        timeLimit: timeLimit.map { .seconds($0) })
    let report = SearchReport(
      results, query: text, readAs: opened.parsed(text).readAs, filter: filter,
      milliseconds: milliseconds, corrections: corrections, isGrouped: collecting.isGrouped,
      showsSnippets: snippets ?? 0 > 0,
      showsWork: stats)
    try write(report, fields: collecting.names ?? opened.schema.storedNames)
    if chosen != .json { tell(results, corrections) }
    if results.hits.isEmpty, results.groups.isEmpty { try reportNothing(results, in: opened) }
  }

  private func request(_ text: String, schema: Schema) -> SearchRequest {
    var request = SearchRequest(text, filter: filter, limit: limit, offset: offset)
    request.reading = strict ? .strict : .lenient
    request.counting = count || limit == 0 ? .exact : .asFarAsSeen
    let isTable = chosen == .table
    let hasTitle = schema.fields.contains { $0.name == "title" && $0.isText && $0.isStored }
    var options = SnippetOptions(
      count: snippets ?? (isTable ? 1 : 0), wholes: hasTitle && isTable ? ["title"] : [])
    options.offset = snippetOffset
    if options.count > 0 || !options.wholes.isEmpty { request.snippets = options }
    request.timeLimit = timeLimit.map { .seconds($0) }
    collecting.apply(to: &request)
    if chosen == .trec { request.fields = [] }
    if chosen.isCitation, collecting.names == nil {
      let stored = Set(schema.storedNames)
      request.fields = schema.citedNames.filter(stored.contains)
    }
    return request
  }

  /// The format that was chosen.
  private var chosen: HitFormat { format ?? (json ? .json : .table) }

  func validate() throws {
    if json, let format, format != .json {
      throw ValidationError("--json and --format \(format.rawValue) exclude each other")
    }
    if offset > 0, collecting.after != nil {
      throw ValidationError(
        "--offset and --after exclude each other; leave out --offset to go on behind a page")
    }
    guard chosen != .table, chosen != .json, let option = collecting.first else { return }
    throw ValidationError(
      "--format \(chosen.rawValue) has hits alone; leave out \(option), or ask for table or json")
  }

  /// Writes the hits.
  ///
  /// - Parameter fields: The names of the fields that they have.
  private func write(_ report: SearchReport, fields: [String]) throws {
    if chosen == .table {
      let terminal = Terminal.output.with(color)
      return try Pager.show(
        report.lines(for: terminal), for: terminal, isAllowed: !noPager)
    }
    var output = TextOutput.standard
    for piece in report.pieces(chosen, fields: fields) { try output.write(piece) }
    try output.flush()
  }

  /// Says what people should know about the results besides.
  private func tell(_ results: SearchResults, _ corrections: [Correction]) {
    for note in results.notes where note.code != .onlyExclusions {
      TextOutput.report("note: \(note.text)")
    }
    for correction in corrections { TextOutput.report(correction.note) }
    if results.isPartial, results.total.value > 0 {
      TextOutput.report("note: the search stopped at its time limit; better hits may be missing")
    }
    guard stats else { return }
    for line in CounterReport.lines(results.counters) { TextOutput.report(line) }
  }

  /// Ends a search without hits: with a message for people and the exit code for scripts.
  private func reportNothing(_ results: SearchResults, in index: Index) throws {
    if results.total.value + results.related > 0 {
      // Something was found, and --limit 0 or --offset left it out.
      return
    }
    guard chosen == .table else { throw SilentExit(status: .nothingFound) }
    if results.isPartial {
      throw ToolError(
        "nothing was found within the time limit", advice: "give it more time, or ask for less",
        status: .nothingFound)
    }
    if let error = results.onlyExclusions { throw error }
    throw index.nothing(
      filter == nil ? "nothing matches" : "nothing matches both the query and the filter",
      advice: filter == nil ? "try fewer or other words" : "try another filter, or none")
  }
}
