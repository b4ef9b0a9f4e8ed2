extension ByteView {
  /// The index of the first byte from `start` on that belongs neither to white space nor to a byte
  /// order mark; `end`, or the end of all bytes, if there is none before.
  func indexAfterBlanks(from start: Int, end: Int? = nil) -> Int {
    let end = end ?? count
    var index = start
    while index < end {
      let length = byteOrderMarkLength(at: index)
      if length > 0 {
        index += length
      } else if self[index] <= 0x20 {
        index += 1
      } else {
        break
      }
    }
    return min(index, end)
  }

  /// 3 if a UTF-8 byte order mark is at `index`, otherwise 0.
  @inline(__always) func byteOrderMarkLength(at index: Int) -> Int {
    guard index + 3 <= count, self[index] == 0xEF else { return 0 }
    return self[index + 1] == 0xBB && self[index + 2] == 0xBF ? 3 : 0
  }

  /// Calls `body` with each record of `line`: the whole line, unless files were joined in it.
  ///
  /// Files that each start with a byte order mark have one at the start of a line when they are
  /// joined, or in the middle of one where the file before had no line feed at its end. The mark
  /// belongs to no record. Neither does the separator before a record that RFC 7464 has.
  func forEachRecord(in line: Range<Int>, _ body: (Range<Int>) throws -> Void) rethrows {
    var start = line.lowerBound
    while true {
      start = indexAfterMarks(in: start..<line.upperBound)
      let end = endOfJoinedRecord(in: start..<line.upperBound)
      try body(start..<end)
      if end == line.upperBound { return }
      start = end
    }
  }

  /// The index after the byte order marks and record separators that `range` starts with.
  private func indexAfterMarks(in range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound {
      if self[index] == 0x1E {
        index += 1
      } else if index + 3 <= range.upperBound, byteOrderMarkLength(at: index) > 0 {
        index += 3
      } else {
        break
      }
    }
    return index
  }

  /// Where a byte order mark stands after the first object of `range`, and another object after the
  /// mark; the end of the range if that is not so.
  private func endOfJoinedRecord(in range: Range<Int>) -> Int {
    guard hasByteOrderMark(in: range) else { return range.upperBound }
    var cursor = JSONCursor(self, range)
    cursor.skipSpace()
    guard cursor.next == UInt8(ascii: "{"), (try? cursor.value(depth: 0)) != nil else {
      return range.upperBound
    }
    cursor.skipSpace()
    let next = indexAfterBlanks(from: cursor.index, end: range.upperBound)
    let isJoined = next > cursor.index && next < range.upperBound
    return isJoined && self[next] == UInt8(ascii: "{") ? cursor.index : range.upperBound
  }

  /// Whether there is a byte order mark, inside of strings or outside.
  private func hasByteOrderMark(in range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      index = firstIndex(of: 0xEF, in: index..<range.upperBound)
      if index < range.upperBound, byteOrderMarkLength(at: index) > 0 { return true }
      index += 1
    }
    return false
  }
}
