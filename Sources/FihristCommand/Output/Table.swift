/// Columns of text for people: measured first, then written.
struct Table {
  /// The alignment of a column.
  enum Alignment {
    case left, right
  }

  private let titles: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// No column of text is made narrower than this, or than its title, or than a date, a number or a
  /// short word in it.
  private static let leastWidth = 8

  /// Words of at most so many columns are not broken.
  private static let shortWord = 12

  /// Blanks between columns.
  private static let gap = 2

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
  ///
  /// On a terminal that is too narrow, cells of text are wrapped in their columns, the widest
  /// first. Columns that still do not fit follow below the others, behind the first column again.
  ///
  /// - Parameter widest: How wide the table is at most on a terminal, however wide that is.
  func lines(for terminal: Terminal, widest: Int = .max) -> [String] {
    var widths = titles.indices.map { column in
      rows.reduce(titles[column].columnCount) { max($0, $1[column].columnCount) }
    }
    let limit = terminal.isInteractive ? min(terminal.columnCount, widest) : .max
    guard Self.total(widths[...]) > limit else {
      return lines(of: Array(titles.indices), widths, for: terminal)
    }
    narrow(&widths, to: limit)
    return bands(widths, limit).enumerated().flatMap { number, columns in
      (number > 0 ? [""] : []) + lines(of: columns, widths, for: terminal)
    }
  }

  private static func total(_ widths: ArraySlice<Int>) -> Int {
    widths.reduce(0, +) + max(0, widths.count - 1) * gap
  }

  /// Makes columns of text narrower, the widest first, until all columns fit or none can be.
  private func narrow(_ widths: inout [Int], to limit: Int) {
    let texts = titles.indices.filter { alignments[$0] == .left }
    for column in texts { widths[column] = min(widths[column], limit) }
    let least = titles.indices.map { leastWidth(of: $0) }
    while Self.total(widths[...]) > limit {
      let widest = texts.filter { widths[$0] > least[$0] }
        .max { widths[$0] < widths[$1] }
      guard let widest else { return }
      widths[widest] -= 1
    }
  }

  /// The least width of a column of text: dates, times, numbers and short words are not broken.
  private func leastWidth(of column: Int) -> Int {
    let words = rows.lazy.flatMap { $0[column].split(separator: " ") }
    return words.reduce(max(Self.leastWidth, titles[column].columnCount)) { width, word in
      let count = String(word).columnCount
      return count <= Self.shortWord || Self.isNumber(word) ? max(width, count) : width
    }
  }

  /// Whether a word is made of digits and the signs of dates and times, and no longer than those.
  private static func isNumber(_ word: Substring) -> Bool {
    word.utf8.count <= "2024-05-18T10:20:30+03:00".utf8.count
      && word.utf8.allSatisfy { (0x30...0x39).contains($0) || "-:./+TZ".utf8.contains($0) }
  }

  /// The columns that stand side by side: all if they fit, else as many as fit, and the next ones
  /// below them.
  private func bands(_ widths: [Int], _ limit: Int) -> [[Int]] {
    var bands: [[Int]] = []
    var band = [0]
    for column in titles.indices.dropFirst() {
      let width = Self.total((band + [column]).map { widths[$0] }[...])
      if width > limit, band.count > 1 {
        bands.append(band)
        band = [0]
      }
      band.append(column)
    }
    return bands + [band]
  }

  private func lines(of columns: [Int], _ widths: [Int], for terminal: Terminal) -> [String] {
    let title = line(columns.map { Cell(titles[$0], terminal) }, columns, widths)
    return [terminal.faint(title)]
      + rows.flatMap { row in
        let cells = columns.map { self.cells(row[$0], width: widths[$0], for: terminal) }
        return (0..<(cells.map(\.count).max() ?? 0)).map { number in
          let line = cells.map { $0.indices.contains(number) ? $0[number] : Cell("", terminal) }
          return self.line(line, columns, widths)
        }
      }
  }

  /// What stands in a column on one line.
  private struct Cell {
    var shown: String
    var columnCount: Int

    init(_ text: String, _ terminal: Terminal) {
      shown = terminal.isolated(text)
      columnCount = text.columnCount
    }

    /// A line of a text that has several: it starts where its readers do.
    init(_ text: String, aligned width: Int, _ terminal: Terminal) {
      shown = terminal.aligned(text, columnCount: width)
      columnCount = shown.columnCount
    }
  }

  private func cells(_ text: String, width: Int, for terminal: Terminal) -> [Cell] {
    guard text.columnCount > width else { return [Cell(text, terminal)] }
    return text.wrapped(to: width).map { Cell($0, aligned: width, terminal) }
  }

  private func line(_ cells: [Cell], _ columns: [Int], _ widths: [Int]) -> String {
    var line = ""
    for (number, (cell, column)) in zip(cells, columns).enumerated() {
      let blanks = String(repeating: " ", count: max(0, widths[column] - cell.columnCount))
      if number > 0 { line += String(repeating: " ", count: Self.gap) }
      if alignments[column] == .right { line += blanks }
      line += cell.shown
      if alignments[column] == .left, number < cells.count - 1 { line += blanks }
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
