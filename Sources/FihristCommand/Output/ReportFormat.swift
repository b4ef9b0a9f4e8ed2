import ArgumentParser
import FihristAnswers

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
  /// The same for spreadsheets, with nothing in it that they would run.
  case spreadsheet

  /// Whether each thing has a row of its own that stands without the others.
  var hasRows: Bool { self == .jsonl || dialect != nil }

  /// How rows of values are written; nil for formats that have none.
  var dialect: CSVDialect? {
    switch self {
    case .csv: .exact
    case .spreadsheet: .spreadsheet
    default: nil
    }
  }
}
