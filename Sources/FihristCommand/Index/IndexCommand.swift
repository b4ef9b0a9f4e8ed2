import ArgumentParser
import Fihrist
import FihristAnswers
import FihristArchive
import FihristUnpacking

/// Reads articles into an index.
struct IndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Read articles into an index.",
    discussion: """
      Inputs are files of JSON records, tables (CSV), pages and texts of one article each, folders \
      of them, or - for standard input, packed or not (gz, zst, xz, bz2, zip, tar, 7z). A document \
      with the key of an older one replaces it. Without --schema, the parts of an article are \
      recognized by the names of members and columns.
      """)

  @OptionGroup var index: IndexOptions
  @OptionGroup(title: "Schema") var schema: SchemaOptions
  @OptionGroup(title: "Work") var work: WorkOptions

  @Flag(help: "Stop at the first record that cannot be indexed.")
  var strict = false

  @Flag(help: "Read everything and say what would be indexed, without writing anything.")
  var dryRun = false

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp("Write what --json prints to this file, too.", valueName: "file"),
    completion: .file())
  var reportPath: String?

  @Flag(help: "Print one JSON object at the end.")
  var json = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Argument(help: "Files, folders, or - for standard input.", completion: .file())
  var input: [String]

  func run() async throws {
    Interruption.watch()
    let options = try work.options(isStrict: strict)
    try work.checkParameters(ofIndexAt: index.path)
    let inputs = try ArchiveInputs(input, format: schema.format)
    var reading = ArchiveOptions(
      isStrict: strict, encoding: schema.encoding, interruption: Interruption.input)
    reading.unpackArchives()
    let feed = ArchiveFeed(inputs, options: reading)
    let chosen = try schema.choose(for: feed, indexPath: index.path)
    if !quiet { reportBeginning(inputs, chosen) }
    if dryRun { return try report(ArchiveSurvey(of: feed, chosen)) }
    let progress = ProgressLine(isQuiet: quiet)
    defer { progress.clear() }
    var summary = try await Interruption.cancelling { [path = index.path, options, feed] in
      try await BulkIndexer.run(
        DocumentInput(feed, mapping: chosen.mapping), into: path, schema: chosen.schema,
        options: options,
        progress: { state in progress.update(IndexingReport.line(state)) })
    }
    progress.clear()
    // The input may have ended early before the indexing was cancelled.
    if Interruption.isRequested { summary.isCancelled = true }
    try report(summary)
  }

  private func reportBeginning(_ inputs: ArchiveInputs, _ schema: ArchiveSchema) {
    if inputs.skippedCount > 0 {
      let names = inputs.skipped.map(\.displayed).joined(separator: ", ")
      let rest = inputs.skippedCount > inputs.skipped.count ? "…" : ""
      TextOutput.report(
        "fihrist: passed over \(Quantity.count(inputs.skippedCount, "file")) (\(names)\(rest)); "
          + "name them or set --format if they hold articles")
    }
    if let recognition = schema.recognition {
      TextOutput.report("recognised: \(recognition.displayed)")
    }
  }

  private func report(_ survey: ArchiveSurvey) throws {
    if !quiet, !json {
      for line in IndexingReport.problems(survey.report) {
        TextOutput.report("fihrist: \(line.displayed)")
      }
    }
    try write(SurveyReport.json(survey))
    var output = TextOutput.standard
    if json {
      try output.line(SurveyReport.json(survey).text)
    } else {
      for line in SurveyReport.lines(survey) { try output.line(line.displayed) }
    }
    try output.flush()
  }

  /// Writes `summary` to the file of `--report`, if there is one.
  private func write(_ summary: JSON) throws {
    guard let reportPath else { return }
    var file = try TextOutput(creating: reportPath)
    try file.line(summary.text)
    try file.flush()
  }

  private func report(_ summary: IndexingSummary) throws {
    if !quiet, !json {
      for line in IndexingReport.problems(summary.report) {
        TextOutput.report("fihrist: \(line.displayed)")
      }
    }
    try write(IndexingReport.json(summary))
    var output = TextOutput.standard
    if json {
      try output.line(IndexingReport.json(summary).text)
    } else if !quiet {
      for line in IndexingReport.lines(summary) { try output.line(line) }
    }
    try output.flush()
    if summary.isCancelled {
      throw ToolError(
        "interrupted, with \(Quantity.count(summary.documents, "document")) committed",
        advice: "run the command again to index the rest", status: .interrupted)
    }
    if summary.documents == 0, summary.report.lostDocuments > 0 {
      let count = Quantity.count(summary.report.lostDocuments, "record")
      throw ToolError(
        "none of \(count) could be indexed", advice: "correct the input, or name its members")
    }
  }
}
