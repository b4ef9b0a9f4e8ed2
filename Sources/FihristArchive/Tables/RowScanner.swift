/// Finds the rows of a table.
///
/// If a quoted cell is not closed, or something follows its end, the row is broken. It is given up
/// to the end of its first line, and the next row starts on the next line.
struct RowScanner: RecordScanner {
  private(set) var index = 0

  private let delimiter: UInt8
  private let rowEnd: UInt8
  private var line = 1
  private var number = 0
  private var isHeaderAhead: Bool
  private var isGivingUp = false

  /// Starts before the first row of a table in `form`.
  init(_ form: TableForm) {
    delimiter = form.delimiter
    rowEnd = form.rowEnd
    isHeaderAhead = form.hasHeader
  }

  mutating func next(_ bytes: ByteView, isWhole: Bool) -> ScanStep {
    if isGivingUp, !skipLine(bytes) { return .end }
    while true {
      skipBlankLines(bytes)
      guard index < bytes.count else { return .end }
      guard let range = row(bytes, isWhole: isWhole) else { return .incomplete }
      let start = line
      line += lineCount(bytes, range)
      index = range.upperBound
      if isHeaderAhead {
        isHeaderAhead = false
        continue
      }
      number += 1
      return .record(ScannedRecord(range: range, line: start, number: number))
    }
  }

  mutating func giveUp() -> ScannedRecord {
    number += 1
    isGivingUp = true
    return ScannedRecord(range: index..<index, line: line, number: number)
  }

  mutating func discard() { index = 0 }

  func endProblem(_ path: InputPath, isIncomplete: Bool) -> ArchiveError? { nil }

  /// The row at ``index``; nil if the bytes may not hold all of it.
  private func row(_ bytes: ByteView, isWhole: Bool) -> Range<Int>? {
    var cursor = RowCursor(
      bytes, index..<bytes.count, delimiter: delimiter, rowEnd: rowEnd)
    while true {
      switch cursor.next().turn {
      case .cell: continue
      case .row: return index..<cursor.index
      case .end: return isWhole ? index..<cursor.index : nil
      case .open where !isWhole: return nil
      case .open, .broken:
        let stop = bytes.firstIndex(of: rowEnd, in: index..<bytes.count)
        guard stop < bytes.count else { return isWhole ? index..<bytes.count : nil }
        return index..<stop + 1
      }
    }
  }

  private func lineCount(_ bytes: ByteView, _ range: Range<Int>) -> Int {
    guard rowEnd != UInt8(ascii: "\n") else { return bytes.part(range).lineFeedCount() }
    return range.count { bytes[$0] == rowEnd }
  }

  private mutating func skipBlankLines(_ bytes: ByteView) {
    while index < bytes.count {
      var next = index
      if bytes[next] == UInt8(ascii: "\r"), rowEnd != UInt8(ascii: "\r") { next += 1 }
      guard next < bytes.count, bytes[next] == rowEnd else { return }
      line += 1
      index = next + 1
    }
  }

  /// Steps over the rest of a line; false if the bytes end before it does.
  private mutating func skipLine(_ bytes: ByteView) -> Bool {
    let stop = bytes.firstIndex(of: rowEnd, in: index..<bytes.count)
    index = min(stop + 1, bytes.count)
    guard stop < bytes.count else { return false }
    line += 1
    isGivingUp = false
    return true
  }
}
