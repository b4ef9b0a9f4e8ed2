/// Columns of text for people: measured first, then written.
struct Table {
  /// The alignment of a column.
  enum Alignment {
    case left, right
  }

  private let titles: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Makes a table with the named columns and no rows.
  init(_ columns: [(title: String, alignment: Alignment)]) {
    titles = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  /// Adds a row: one cell for each column.
  mutating func append(_ cells: [String]) {
    rows.append(cells)
  }

  /// The lines, titles first; spaces at the end of a line are removed.
  func lines(for terminal: Terminal) -> [String] {
    let widths = titles.indices.map { column in
      rows.reduce(titles[column].columnCount) { max($0, $1[column].columnCount) }
    }
    return [terminal.faint(line(titles, widths: widths, for: terminal))]
      + rows.map { line($0, widths: widths, for: terminal) }
  }

  private func line(_ cells: [String], widths: [Int], for terminal: Terminal) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let blanks = String(repeating: " ", count: widths[column] - cell.columnCount)
      let isLast = column == cells.count - 1
      if column > 0 { line += "  " }
      if alignments[column] == .right { line += blanks }
      line += terminal.isolated(cell)
      if alignments[column] == .left, !isLast { line += blanks }
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
