import Fihrist
import FihristAnswers

/// The lines of a concordance, for people and for programs.
struct ConcordanceReport {
  private let found: Concordance
  private let query: String
  private let readAs: String
  private let filter: String?

  init(_ found: Concordance, query: String, readAs: String, filter: String?) {
    (self.found, self.query, self.readAs, self.filter) = (found, query, readAs, filter)
  }

  /// Everything in a format, with line ends.
  ///
  /// - Parameter fields: The names of the fields that lines were to have.
  func text(as format: ReportFormat, fields: [String], for terminal: Terminal) -> String {
    let rows = ConcordanceRows(format, fields: fields)
    return switch format {
    case .table: table(for: terminal).joined(separator: "\n") + (found.lines.isEmpty ? "" : "\n")
    case .json: found.json(query: query, readAs: readAs, filter: filter).text + "\n"
    case .jsonl, .csv, .spreadsheet: (rows.heading ?? "") + found.lines.map(rows.text).joined()
    }
  }

  private func table(for terminal: Terminal) -> [String] {
    guard !found.lines.isEmpty else { return [] }
    let shown = Quantity.count(found.lines.count, "occurrence")
    let documents = Quantity.count(found.documentCount, "document")
    let summary =
      switch found.total.relation {
      case .equal: "\(shown) of \(Quantity.count(found.total.value)); \(documents) match"
      case .atLeast: "\(shown); \(documents) match, and --count counts all occurrences"
      }
    return AlignedLines(found.lines).lines(for: terminal) + ["", terminal.faint(summary)]
  }
}
