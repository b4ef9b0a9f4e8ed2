import ArgumentParser
import FihristAnswers

/// How hits are written.
enum HitFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people.
  case table
  /// One JSON object.
  case json
  /// An object for each hit, on a line of its own.
  case jsonl
  /// Comma-separated values with a heading, as RFC 4180 has them.
  case csv
  /// The same for spreadsheets, with nothing in it that they would run.
  case spreadsheet
  /// Records of RIS, for reference managers.
  case ris
  /// Entries of BibTeX.
  case bibtex
  /// Lines of a TREC run.
  case trec

  /// Whether it cites articles, with all fields but long texts.
  var isCitation: Bool { self == .ris || self == .bibtex }

  /// How rows of values are written; nil for formats that have none.
  var dialect: CSVDialect? {
    switch self {
    case .csv: .exact
    case .spreadsheet: .spreadsheet
    default: nil
    }
  }
}
