import ArgumentParser

/// How a list of things is written.
struct ReportOptions: ParsableArguments {
  @Option(help: "Columns for people, one object, an object on each line, or rows with a heading.")
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
