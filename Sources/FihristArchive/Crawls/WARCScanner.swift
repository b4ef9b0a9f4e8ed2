/// Finds the records of a WARC file (ISO 28500), as crawlers write them.
///
/// A record is its headers, a blank line, as many bytes as `Content-Length` says, and two line
/// ends. What lies between records is searched for the next one.
struct WARCScanner: RecordScanner {
  private(set) var index = 0
  private var line = 1
  private var number = 0

  private static let mark = Array("WARC/".utf8)

  /// The longest headers of a record, in bytes.
  private static let headerLimit = 1 << 16

  mutating func next(_ bytes: ByteView, isWhole: Bool) -> ScanStep {
    guard let start = Self.start(bytes, from: index) else {
      // The mark may lie across the end of the bytes.
      advance(to: isWhole ? bytes.count : max(index, bytes.count - Self.mark.count), bytes)
      return .end
    }
    advance(to: start, bytes)
    guard let length = Self.length(bytes, start, isWhole: isWhole),
      start + length <= bytes.count
    else { return .incomplete }
    number += 1
    let record = ScannedRecord(range: start..<start + length, line: line, number: number)
    advance(to: start + length, bytes)
    return .record(record)
  }

  mutating func giveUp() -> ScannedRecord {
    number += 1
    defer { index += Self.mark.count }
    return ScannedRecord(range: index..<index, line: line, number: number)
  }

  mutating func discard() { index = 0 }

  func endProblem(_ path: InputPath, isIncomplete: Bool) -> ArchiveError? {
    guard isIncomplete else { return nil }
    return ArchiveError(
      .truncated, path: path.spelling, line: line,
      reason: "the input ends inside record \(number + 1)", advice: "fetch the file again")
  }

  private mutating func advance(to next: Int, _ bytes: ByteView) {
    line += bytes.part(index..<next).lineFeedCount()
    index = next
  }

  /// The next line that starts a record.
  private static func start(_ bytes: ByteView, from start: Int) -> Int? {
    var index = start
    while index + mark.count <= bytes.count {
      index = bytes.firstIndex(of: mark[0], in: index..<bytes.count)
      let isAtLineStart = index == start || bytes[index - 1] == UInt8(ascii: "\n")
      if isAtLineStart, bytes.starts(with: mark, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// How many bytes the record at `start` takes; nil if its headers are not all there. A record
  /// without a length ends with its headers.
  private static func length(_ bytes: ByteView, _ start: Int, isWhole: Bool) -> Int? {
    guard let headers = WARCHeaders(bytes, start..<bytes.count) else {
      let isHopeless = isWhole || bytes.count - start > headerLimit
      return isHopeless ? min(bytes.count - start, headerLimit) : nil
    }
    let content = Int(headers["content-length"]) ?? 0
    guard (0...Int(Int32.max) * 1_024).contains(content) else { return headers.end - start }
    return headers.end - start + content
  }
}
