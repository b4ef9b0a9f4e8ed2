import ArgumentParser

/// How documents are written.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  /// An object on each line.
  case jsonl
  /// Comma-separated values with a heading, as RFC 4180 has them.
  case csv
}
