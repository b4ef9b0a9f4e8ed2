import ArgumentParser
import Fihrist
import FihristAnswers
import FihristArchive
import FihristSQLite
import FihristUnpacking

/// Reads articles into an index.
struct IndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Read articles into an index.",
    discussion: """
      Inputs are files of JSON records, tables (CSV, SQLite), feeds, dumps and crawls, mail, or \
      pages, texts, Markdown, books (EPUB) and Word documents of one article each; folders of \
      them; or - for standard input; packed or not (gz, zst, xz, bz2, zip, tar, 7z). \
      A document with the key of an older one replaces it; files that have not changed since they \
      were indexed are not read again. Without --schema, the parts of an article are recognized by \
      the names of members and columns.
      """)

  @OptionGroup var index: IndexOptions
  @OptionGroup(title: "Schema") var schema: SchemaOptions
  @OptionGroup(title: "Import") var importing: ImportOptions
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

  func validate() throws { try importing.check(input) }

  func run() async throws {
    Interruption.watch()
    try work.checkParameters(ofIndexAt: index.path)
    if dryRun { return try survey() }
    if importing.watch { return try await keepWatching() }
    try report(try await importAll())
  }

  /// Imports what is new, and once more what lost a document to a file that is gone.
  func importAll() async throws -> ImportResult {
    var (result, again) = try await importOnce(isFirst: true)
    for _ in 0..<2 where again > 0 && !Interruption.isRequested {
      let next = try await importOnce(isFirst: false)
      result.add(next.result)
      again = next.again
    }
    return result
  }

  private func importOnce(
    isFirst: Bool
  ) async throws -> (result: ImportResult, again: Int) {
    var options = try work.options(isStrict: strict)
    importing.set(&options)
    let inputs = try checkedInputs()
    let loaded = try schema.load()
    let job = try ArchiveImport(
      inputs, into: index.path, options: reading, instructions: schema.instructions(loaded),
      readsAll: importing.readsAll && isFirst)
    var summary = IndexingSummary()
    let feed = job.feed()
    if job.hasWork {
      let chosen = try schema.choose(
        for: feed, indexPath: index.path, loaded: loaded, resumes: job.isResumed)
      if !quiet, isFirst { reportBeginning(inputs, chosen, job) }
      summary = try await run(job, feed, chosen, options)
    } else {
      try summary.setTotals(of: index.path)
    }
    // The input may have ended early before the indexing was cancelled.
    if Interruption.isRequested { summary.isCancelled = true }
    var result = ImportResult(summary: summary, files: job.counts, isResumed: job.isResumed)
    result.hasPruned = importing.prune
    result.recognitions = feed.recognitions
    result.otherRecognizedFiles = feed.otherRecognizedFiles
    if summary.isCancelled { return (result, 0) }
    guard importing.prune else {
      try await job.joinNotes()
      return (result, 0)
    }
    let settled = try await job.settle()
    result.deleted = settled.deleted
    result.incompleteFiles = settled.incompleteFiles
    if settled.deleted > 0 { try result.summary.setTotals(of: index.path) }
    return (result, settled.filesToReadAgain)
  }

  private func run(
    _ job: ArchiveImport, _ feed: ArchiveFeed, _ chosen: ArchiveSchema, _ options: IndexingOptions
  ) async throws -> IndexingSummary {
    let progress = ProgressLine(isQuiet: quiet)
    defer { progress.clear() }
    return try await Interruption.cancelling {
      try await job.run(
        feed, chosen, options: options,
        progress: { state in progress.update(IndexingReport.line(state)) })
    }
  }

  /// The files of the inputs; refuses options about databases where none is read. A folder that is
  /// watched may get one.
  private func checkedInputs() throws -> ArchiveInputs {
    let inputs = try ArchiveInputs(input, format: schema.format)
    guard let option = schema.databaseOption, !(importing.watch && inputs.hasFolder),
      !inputs.hasDatabase
    else { return inputs }
    throw ToolError(
      "\(option) says which rows of an SQLite database are read, and no input is one",
      advice: "leave it out, or name a database as a file of its own, not packed or piped")
  }

  private var reading: ArchiveOptions {
    var reading = ArchiveOptions(
      isStrict: strict, encoding: schema.encoding, interruption: Interruption.input)
    reading.repairsMojibake = schema.repairMojibake
    reading.unpackArchives()
    reading.readDatabases(table: schema.table, query: schema.query)
    return reading
  }

  /// Reads everything, whether it was read before or not, and writes nothing.
  private func survey() throws {
    let inputs = try checkedInputs()
    let feed = ArchiveFeed(inputs, options: reading)
    let chosen = try schema.choose(
      for: feed, indexPath: index.path, loaded: try schema.load(), resumes: false)
    if !quiet { reportBeginning(inputs, chosen) }
    let survey = try ArchiveSurvey(of: feed, chosen)
    if !quiet { tell(feed.recognitions, others: feed.otherRecognizedFiles) }
    try report(survey)
  }

  private func reportBeginning(
    _ inputs: ArchiveInputs, _ schema: ArchiveSchema, _ job: ArchiveImport? = nil
  ) {
    if job?.hasLostNotes ?? false {
      TextOutput.report(
        "fihrist: \(index.path): what is remembered of the files is not there or damaged, so all "
          + "are read again")
    }
    if job?.isResumed ?? false {
      TextOutput.report("going on with the import that was interrupted")
    }
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

  /// Says what was recognized in how many files, if it was not the same in all.
  private func tell(_ recognitions: [FileRecognition], others: Int) {
    for line in IndexingReport.recognitions(recognitions, others: others) {
      TextOutput.report(line.displayed)
    }
  }

  private func report(_ survey: ArchiveSurvey) throws {
    if !quiet, !json {
      for line in IndexingReport.problems(survey.report) {
        TextOutput.report("fihrist: \(line.displayed)")
      }
    }
    try write(SurveyReport.json(survey), SurveyReport.lines(survey))
    var output = TextOutput.standard
    if json {
      try output.line(SurveyReport.json(survey).text)
    } else {
      for line in SurveyReport.lines(survey) { try output.line(line.displayed) }
    }
    try output.flush()
  }

  /// Writes to the file of `--report`, if there is one: lines if its name ends in `.txt`.
  private func write(_ summary: JSON, _ lines: [String]) throws {
    guard let reportPath else { return }
    var file = try TextOutput(creating: reportPath)
    if reportPath.hasSuffix(".txt") {
      for line in lines { try file.line(line) }
    } else {
      try file.line(summary.text)
    }
    try file.flush()
  }

  private func report(_ result: ImportResult) throws {
    try show(result)
    if let failure = failure(of: result) { throw failure }
  }

  /// Prints what was done and what was wrong.
  func show(_ result: ImportResult) throws {
    let problems = IndexingReport.problems(result.summary.report)
    if !quiet {
      tell(result.recognitions, others: result.otherRecognizedFiles)
    }
    if !quiet, !json {
      for line in problems { TextOutput.report("fihrist: \(line.displayed)") }
    }
    try write(IndexingReport.json(result), IndexingReport.table(result))
    var output = TextOutput.standard
    if json {
      try output.line(IndexingReport.json(result).text)
    } else if !quiet {
      for line in IndexingReport.lines(result) { try output.line(line) }
    }
    try output.flush()
  }

  /// Why an import ends as a failure, if it does.
  func failure(of result: ImportResult) -> ToolError? {
    let summary = result.summary
    if summary.isCancelled {
      return ToolError(
        "interrupted, with \(Quantity.count(summary.documents, "document")) committed",
        advice: "run the command again to index the rest", status: .interrupted)
    }
    // A file that was refused is read again each time, and must not fail a folder whose other files
    // are in the index.
    let hasKnown =
      result.files.unchanged > result.files.unchangedWithoutDocuments || result.files.resumed > 0
    guard summary.documents == 0, summary.report.lostDocuments > 0, !hasKnown else { return nil }
    let count = Quantity.count(summary.report.lostDocuments, "record")
    return ToolError(
      "none of \(count) could be indexed", advice: "correct the input, or name its members")
  }
}

extension IndexingSummary {
  /// Says what the index at `path` holds now.
  fileprivate mutating func setTotals(of path: String) throws {
    let information = try Index(path: path).information
    totalDocuments = UInt64(information.documents)
    segments = information.segments.count
    generation = information.generation
  }
}
