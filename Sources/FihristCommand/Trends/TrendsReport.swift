import Fihrist
import FihristAnswers

/// Trends for people and for programs.
struct TrendsReport {
  private let found: Trends
  private let queries: [String]
  private let filter: String?

  init(_ found: Trends, queries: [String], filter: String?) {
    (self.found, self.queries, self.filter) = (found, queries, filter)
  }

  /// The columns of the three numbers, with what is between them.
  private static let numbersWidth = 9 + 11 + 11 + 4 * 2

  /// Everything in a format, with line ends.
  func text(as format: ReportFormat, for terminal: Terminal) -> String {
    switch format {
    case .table: table(for: terminal).map { $0 + "\n" }.joined()
    case .json: found.json(queries: queries, filter: filter).text + "\n"
    case .jsonl: rows.map { Self.object($0).text + "\n" }.joined()
    case .csv, .spreadsheet: table(format.dialect ?? .exact)
    }
  }

  /// The point of a query in a period.
  private struct Row {
    var query: String
    var period: String
    var point: Trends.Point
  }

  /// All points, one query after the other.
  private var rows: [Row] {
    zip(queries, found.series).flatMap { query, series in
      zip(found.periods, series.points).map { Row(query: query, period: $0, point: $1) }
    }
  }

  // MARK: For people

  private func table(for terminal: Terminal) -> [String] {
    let most = found.series.lazy.flatMap(\.points).map(\.perMillion).max() ?? 0
    let periodWidth = found.periods.lazy.map(\.columnCount).max() ?? 0
    let barWidth = terminal.barWidth(beside: max(8, periodWidth) + Self.numbersWidth)
    var lines: [String] = []
    for (query, series) in zip(queries, found.series) {
      if !lines.isEmpty { lines.append("") }
      lines.append(terminal.bold(terminal.isolated(query.displayed)))
      var table = Table([
        (found.unit.rawValue, .left), ("documents", .right), ("occurrences", .right),
        ("per million", .right), ("", .left),
      ])
      for (period, point) in zip(found.periods, series.points) {
        table.append(
          Self.cells(period, point) + [
            Self.bar(most > 0 ? point.perMillion / most : 0, barWidth)
          ])
      }
      if series.undated.words > 0 { table.append(Self.cells("undated", series.undated) + [""]) }
      lines += table.lines(for: terminal)
    }
    return lines
  }

  private static func cells(_ name: String, _ point: Trends.Point) -> [String] {
    [
      name, Quantity.count(point.documents), Quantity.count(point.occurrences),
      point.words > 0 ? Quantity.decimal(point.perMillion, decimals: 1) : "–",
    ]
  }

  /// A bar for a part of the longest.
  private static func bar(_ part: Double, _ width: Int) -> String {
    part > 0 ? String(repeating: "█", count: max(1, Int(part * Double(width)))) : ""
  }

  // MARK: For programs

  private static func object(_ row: Row) -> JSON {
    .object(
      [JSON.Member("query", .string(row.query)), JSON.Member("period", .string(row.period))]
        + row.point.members)
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  private func table(_ dialect: CSVDialect) -> String {
    let heading = ["query", "period", "documents", "occurrences", "words", "per_million"]
    return rows.reduce(dialect.heading(heading)) { text, row in
      let share = row.point.words > 0 ? "\(Self.rounded(row.point.perMillion))" : ""
      return text
        + dialect.row([
          row.query, row.period, String(row.point.documents), String(row.point.occurrences),
          String(row.point.words), share,
        ])
    }
  }
}
