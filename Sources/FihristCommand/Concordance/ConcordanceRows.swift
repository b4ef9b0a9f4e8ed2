import Fihrist
import FihristAnswers

/// The lines of a concordance in formats that have a row for each.
struct ConcordanceRows {
  private let format: ReportFormat
  /// The fields of the document on each row.
  private let fields: [String]

  /// - Parameters:
  ///   - format: One that has rows.
  ///   - fields: The names of the fields that were asked for.
  init(_ format: ReportFormat, fields: [String]) {
    (self.format, self.fields) = (format, fields)
  }

  /// The first row, if the format has one.
  var heading: String? {
    format.dialect?.heading(["key", "field", "left", "match", "right", "start", "end"] + fields)
  }

  /// A line with its line end.
  func text(of line: ConcordanceLine) -> String {
    guard let dialect = format.dialect else { return line.json.text + "\n" }
    let values = fields.map { name in
      line.fields.filter { $0.name == name }.map(\.text).joined(separator: "; ")
    }
    return dialect.row(
      [
        line.key, line.field, line.left, line.match, line.right,
        String(line.range.lowerBound), String(line.range.upperBound),
      ] + values)
  }
}
