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
  func text(as format: ReportFormat, for terminal: Terminal) -> String {
    switch format {
    case .table: table(for: terminal).joined(separator: "\n") + (found.lines.isEmpty ? "" : "\n")
    case .json: found.json(query: query, readAs: readAs, filter: filter).text + "\n"
    case .jsonl: found.lines.map { $0.json.text + "\n" }.joined()
    case .csv: csv
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

  private var csv: String {
    var names: [String] = []
    for field in found.lines.lazy.flatMap(\.fields) where !names.contains(field.name) {
      names.append(field.name)
    }
    let heading = ["key", "field", "left", "match", "right", "start", "end"] + names
    return found.lines.reduce(CSVRow.text(heading)) { text, line in
      let values = names.map { name in
        line.fields.filter { $0.name == name }.map(\.text).joined(separator: "; ")
      }
      return text
        + CSVRow.text(
          [
            line.key, line.field, line.left, line.match, line.right,
            String(line.range.lowerBound), String(line.range.upperBound),
          ] + values)
    }
  }
}
