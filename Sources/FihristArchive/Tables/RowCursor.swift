/// Walks over the cells of rows, as RFC 4180 has them, with any delimiter.
///
/// A cell is quoted if its first byte is a quotation mark. It then ends at the next one that is not
/// doubled, and a delimiter, a line end or the end must follow. In any other cell a quotation mark
/// is a letter like any other. A row ends with a line feed, after a carriage return or not, or in
/// some tables with a carriage return alone.
struct RowCursor {
  /// What follows a cell.
  enum Turn: Hashable {
    /// Another cell of the row.
    case cell
    /// The end of the row.
    case row
    /// The end of the bytes, which may be the end of the row.
    case end
    /// The bytes end inside of a quoted cell.
    case open
    /// Something else than a delimiter after a quoted cell.
    case broken
  }

  /// A cell of a row.
  struct Cell: Hashable {
    /// Its bytes, without the quotation marks around it.
    var range: Range<Int>
    /// Whether it has doubled quotation marks.
    var hasDoubledQuotes = false
    /// What follows it.
    var turn: Turn
  }

  /// The next byte to be looked at.
  private(set) var index: Int

  private let bytes: ByteView
  private let end: Int
  private let delimiter: UInt8
  private let delimiters: UInt64
  private let rowEnd: UInt8

  /// Starts at the first cell of `range`; `rowEnd` is the last byte of a row, a line feed or a
  /// carriage return.
  init(
    _ bytes: ByteView, _ range: Range<Int>, delimiter: UInt8, rowEnd: UInt8 = UInt8(ascii: "\n")
  ) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
    self.delimiter = delimiter
    self.rowEnd = rowEnd
    delimiters = ByteWord.repeating(delimiter)
  }

  /// The next cell, and the byte after it; after the last cell of a row, the first of the next.
  mutating func next() -> Cell {
    guard index < end, bytes[index] == Self.quote else { return plain() }
    let start = index + 1
    var hasDoubledQuotes = false
    index = start
    while true {
      index = bytes.firstIndex(of: Self.quote, in: index..<end)
      guard index < end else { return Cell(range: start..<end, turn: .open) }
      guard index + 1 < end, bytes[index + 1] == Self.quote else { break }
      hasDoubledQuotes = true
      index += 2
    }
    let range = start..<index
    index += 1
    return Cell(range: range, hasDoubledQuotes: hasDoubledQuotes, turn: turn())
  }

  private static let quote = UInt8(ascii: "\"")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// What follows the cell that ends at ``index``; steps over it.
  private mutating func turn() -> Turn {
    guard index < end else { return .end }
    if bytes[index] == delimiter {
      index += 1
      return .cell
    }
    if bytes[index] == Self.carriageReturn, rowEnd != Self.carriageReturn {
      if index + 1 == end {
        index += 1
        return .end
      }
      if bytes[index + 1] == rowEnd { index += 1 }
    }
    guard bytes[index] == rowEnd else { return .broken }
    index += 1
    return .row
  }

  private mutating func plain() -> Cell {
    let start = index
    index = endOfPlain()
    var stop = index
    let isRowEnd = index == end || bytes[index] == rowEnd
    if isRowEnd, stop > start, bytes[stop - 1] == Self.carriageReturn { stop -= 1 }
    return Cell(range: start..<stop, turn: turn())
  }

  /// The next delimiter or row end, or the end, from ``index`` on.
  private func endOfPlain() -> Int {
    var index = index
    let ends = ByteWord.repeating(rowEnd)
    while index + 8 <= end {
      let word = bytes.word(at: index)
      let found = ByteWord.zeroBytes(word ^ delimiters) | ByteWord.zeroBytes(word ^ ends)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < end, bytes[index] != delimiter, bytes[index] != rowEnd { index += 1 }
    return index
  }
}
