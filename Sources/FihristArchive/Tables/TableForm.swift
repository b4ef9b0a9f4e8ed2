internal import FihristStorage

/// How the rows of a table are written, recognized from its first bytes.
struct TableForm: Hashable, Sendable {
  /// What separates the cells of a row.
  var delimiter: UInt8

  /// The last byte of a row: a line feed, or a carriage return, as old programs for the Macintosh
  /// write it.
  var rowEnd = UInt8(ascii: "\n")

  /// The names of the columns: the cells of the first row, or `1`, `2`, … if that holds values.
  var columns: [String]

  /// Whether the first row has the names of the columns.
  var hasHeader: Bool

  /// Whether all rows looked at have as many cells as the first, and more than one.
  var isRegular: Bool

  /// How many rows were looked at, the first included.
  var rowCount: Int

  /// Whether its columns have names, and not only numbers.
  var hasNames: Bool { hasHeader || !hasLines }

  /// Whether its rows lie on lines of the file, which messages can name.
  var hasLines = true

  private static let delimiters: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"),
  ]

  private static let rowLimit = 50

  /// The longest name of a column, in bytes.
  private static let nameLimit = 100

  /// The form of rows of a database, which have no head; the columns are called `columns`.
  init(columns: [String]) {
    delimiter = UInt8(ascii: ",")
    self.columns = columns
    hasHeader = false
    isRegular = true
    rowCount = 0
    hasLines = false
  }

  /// Looks at `head`, the first bytes of a table; `isWhole` tells whether they are all of it.
  ///
  /// Each delimiter is tried. The one counts with which the most rows have as many cells as the
  /// first, and of several such the one with the most cells. Rows end with carriage returns if
  /// `head` has those and not one line feed.
  init(_ head: ByteView, isWhole: Bool) {
    // A line feed may follow the last byte of a sample.
    let inside = head.part(0..<(isWhole ? head.count : max(0, head.count - 1)))
    if !head.has(UInt8(ascii: "\n")), inside.has(UInt8(ascii: "\r")) {
      rowEnd = UInt8(ascii: "\r")
    }
    let readings = Self.delimiters.map { [rowEnd] in
      Reading(head, delimiter: $0, rowEnd: rowEnd, isWhole: isWhole)
    }
    // `max` takes the last of several that are equal; the first delimiters are the usual ones.
    let best = readings.reversed().max { $0.weight < $1.weight } ?? readings[0]
    delimiter = best.delimiter
    rowCount = best.rows
    isRegular = best.cells > 1 && best.regular == best.rows
    hasHeader = Self.areNames(best.first)
    columns =
      hasHeader
      ? best.first.map { Self.trimmed($0) } : best.first.indices.map { String($0 + 1) }
  }

  /// Whether the columns have the usual names of an article's parts, so that the bytes are a table
  /// although nothing else says so.
  var looksLikeArticles: Bool {
    let names = Set(MemberNames.title + MemberNames.body)
    return isRegular && hasHeader && rowCount > 1
      && columns.contains { names.contains($0.lowercased()) }
  }

  /// Whether `cells` are names: short texts, all different, none of them empty or a number.
  private static func areNames(_ cells: [String]) -> Bool {
    let names = cells.map(trimmed)
    return Set(names).count == names.count
      && names.allSatisfy { name in
        !name.isEmpty && name.utf8.count <= nameLimit && !name.contains("\n")
          && !(name.first?.isNumber ?? true)
      }
  }

  private static func trimmed(_ cell: String) -> String {
    // A blank and the vowel mark behind it are one character.
    var cell = cell.unicodeScalars[...]
    while let first = cell.first, first.properties.isWhitespace { cell.removeFirst() }
    while let last = cell.last, last.properties.isWhitespace { cell.removeLast() }
    return String(cell)
  }

  /// What the first rows are with one delimiter.
  private struct Reading {
    let delimiter: UInt8
    var rows = 0
    var regular = 0
    var first: [String] = []

    var cells: Int { first.count }

    /// Rows like the first, if they have several cells; then how many cells these are.
    var weight: (Int, Int) { cells > 1 ? (regular, cells) : (0, 0) }

    init(_ head: ByteView, delimiter: UInt8, rowEnd: UInt8, isWhole: Bool) {
      self.delimiter = delimiter
      var cursor = RowCursor(head, 0..<head.count, delimiter: delimiter, rowEnd: rowEnd)
      while rows < TableForm.rowLimit, cursor.index < head.count {
        var row: [RowCursor.Cell] = []
        repeat { row.append(cursor.next()) } while row[row.count - 1].turn == .cell
        let turn = row[row.count - 1].turn
        // A row that the end of the sample cuts off proves nothing.
        if turn == .end || turn == .open, !isWhole { return }
        add(row, head)
        if turn == .broken || turn == .open { return }
      }
    }

    private mutating func add(_ row: [RowCursor.Cell], _ head: ByteView) {
      let turn = row[row.count - 1].turn
      // Blank lines separate nothing.
      if row.count == 1, row[0].range.isEmpty, turn == .row { return }
      rows += 1
      if rows == 1 {
        first = row.prefix(1_000).map { cell in
          let text = head.string(cell.range)
          return cell.hasDoubledQuotes ? text.exchanging("\"\"", for: "\"") : text
        }
      }
      if turn != .broken, turn != .open, row.count == first.count { regular += 1 }
    }
  }
}

extension ByteView {
  /// Whether `byte` occurs.
  fileprivate func has(_ byte: UInt8) -> Bool { firstIndex(of: byte, in: 0..<count) < count }
}
