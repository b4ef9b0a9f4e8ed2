import ArgumentParser

/// How a list of things is written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  /// Columns for people.
  case table
  /// One object.
  case json
  /// An object on each line.
  case jsonl
  /// Comma-separated values with a heading, as RFC 4180 has them.
  case csv
}
