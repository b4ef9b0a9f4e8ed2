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
    case .table: table(for: terminal).map { $0 + "\n" }.joined()
    case .json: found.json(query: query, readAs: readAs, filter: filter).text + "\n"
    case .jsonl, .csv, .spreadsheet: (rows.heading ?? "") + found.lines.map(rows.text).joined()
    }
  }

  private func table(for terminal: Terminal) -> [String] {
    guard !found.lines.isEmpty || found.total.value > 0 else { return [] }
    let shown = Quantity.count(found.lines.count, "occurrence")
    let documents = Quantity.count(found.documentCount, "document")
    let summary =
      switch found.total.relation {
      case .equal: "\(shown) of \(Quantity.count(found.total.value)); \(documents) match"
      case .atLeast: "\(shown); \(documents) match, and --count counts all occurrences"
      }
    let lines = zip(AlignedLines(found.lines).lines(for: terminal), found.lines)
      .flatMap { [$0] + fields($1, for: terminal) }
    return lines + (lines.isEmpty ? [] : [""])
      + terminal.hanging("", summary, style: terminal.faint)
  }

  /// The fields that were asked for, below their line.
  private func fields(_ line: ConcordanceLine, for terminal: Terminal) -> [String] {
    guard !line.fields.isEmpty else { return [] }
    let texts = line.fields.map { terminal.isolated($0.text.displayed) }
    return [terminal.faint("    " + texts.joined(separator: " · "))]
  }
}
