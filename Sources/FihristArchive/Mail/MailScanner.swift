/// Finds the messages of a mailbox (RFC 4155), or takes a file for one message.
///
/// In a mailbox a message starts with a line `From address date`, at the start of the file or after
/// a blank line, if a header follows it. A line of a text that starts with `From` is not taken for
/// one unless both are so.
struct MailScanner: RecordScanner {
  private(set) var index = 0
  private var line = 1
  private var number = 0
  private var isGivingUp = false
  private let isMailbox: Bool

  /// Starts before the first message of a file whose first bytes are `head`.
  init(_ head: ByteView) { isMailbox = Self.startsMailbox(head) }

  /// Whether `head` starts like a mailbox.
  static func startsMailbox(_ head: ByteView) -> Bool {
    isSeparator(head, at: head.indexAfterBlanks(from: 0), isWhole: true) == true
  }

  private static let mark = Array("From ".utf8)

  mutating func next(_ bytes: ByteView, isWhole: Bool) -> ScanStep {
    if isGivingUp, !skipMessage(bytes, isWhole: isWhole) { return .end }
    let start = bytes.indexAfterBlanks(from: index)
    guard start < bytes.count else {
      if isWhole { advance(to: bytes.count, bytes) }
      return .end
    }
    advance(to: start, bytes)
    guard let end = end(of: start, bytes, isWhole: isWhole) else { return .incomplete }
    number += 1
    let record = ScannedRecord(range: start..<end, line: line, number: number)
    advance(to: end, bytes)
    return .record(record)
  }

  mutating func giveUp() -> ScannedRecord {
    number += 1
    isGivingUp = true
    return ScannedRecord(range: index..<index, line: line, number: number)
  }

  mutating func discard() { index = 0 }

  func endProblem(_ path: InputPath, isIncomplete: Bool) -> ArchiveError? { nil }

  private mutating func advance(to next: Int, _ bytes: ByteView) {
    line += bytes.part(index..<next).lineFeedCount()
    index = next
  }

  /// Steps over the rest of a message, up to the next; false if the bytes end before that.
  private mutating func skipMessage(_ bytes: ByteView, isWhole: Bool) -> Bool {
    guard isMailbox, let end = end(of: index, bytes, isWhole: false) else {
      // A separator may lie across the end of the bytes.
      advance(to: isWhole || !isMailbox ? bytes.count : max(index, bytes.count - 4_096), bytes)
      return false
    }
    advance(to: end, bytes)
    isGivingUp = false
    return true
  }

  /// Where the message at `start` ends; nil if the bytes may not hold all of it.
  private func end(of start: Int, _ bytes: ByteView, isWhole: Bool) -> Int? {
    guard isMailbox else { return isWhole ? bytes.count : nil }
    var index = start
    while true {
      index = bytes.firstIndex(of: UInt8(ascii: "\n"), in: index..<bytes.count) + 1
      guard index < bytes.count else { return isWhole ? bytes.count : nil }
      guard bytes[index] == Self.mark[0], Self.isAfterBlank(bytes, index) else { continue }
      guard let isSeparator = Self.isSeparator(bytes, at: index, isWhole: isWhole) else {
        return nil
      }
      if isSeparator { return index }
    }
  }

  /// Whether the line before the one at `index` is blank.
  private static func isAfterBlank(_ bytes: ByteView, _ index: Int) -> Bool {
    var last = index - 2
    if last >= 0, bytes[last] == UInt8(ascii: "\r") { last -= 1 }
    return last < 0 || bytes[last] == UInt8(ascii: "\n")
  }

  /// Whether a message starts at `index`; nil if too few bytes follow to tell.
  private static func isSeparator(_ bytes: ByteView, at index: Int, isWhole: Bool) -> Bool? {
    let window = index..<min(bytes.count, index + 2_000)
    guard window.count >= mark.count else { return isWhole ? false : nil }
    guard bytes.starts(with: mark, at: index) else { return false }
    let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), in: window)
    guard feed < window.upperBound else {
      return isWhole || window.count == 2_000 ? false : nil
    }
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: index..<feed)
    guard colon < feed else { return false }
    let name = feed + 1..<window.upperBound
    let end = bytes.firstIndex(of: UInt8(ascii: ":"), in: name)
    if end == name.upperBound, !isWhole, window.count < 2_000 { return nil }
    return MailHeaders.isName(bytes, name.lowerBound..<end) && end < name.upperBound
  }
}
