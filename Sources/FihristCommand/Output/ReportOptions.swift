import ArgumentParser

/// How a list of things is written.
struct ReportOptions: ParsableArguments {
  @Option(
    help: """
      For people (table); one JSON object (json), or one on each line (jsonl); comma-separated \
      values with a heading (csv), or the same without formulas (spreadsheet).
      """)
  var format: ReportFormat?

  @Flag(help: "Print one JSON object: the same as --format json.")
  var json = false

  /// The format that was asked for.
  var chosen: ReportFormat { format ?? (json ? .json : .table) }

  func validate() throws {
    guard !json || format == nil || format == .json else {
      throw ValidationError("--json and --format \(format?.rawValue ?? "") exclude each other")
    }
  }
}
