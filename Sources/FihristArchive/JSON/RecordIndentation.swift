/// How far the lines are indented on which records start.
struct RecordIndentation: Hashable, Sendable {
  private var blanks: [UInt8]?
  private var measuredNumber = 0
  private var measured: [UInt8]?
  private var isAmbiguous = false

  /// The greatest indentation that is remembered, in bytes.
  static let limit = 64

  /// Whether it tells records from objects inside of records.
  var isReliable: Bool { blanks != nil && !isAmbiguous }

  /// How many bytes show the start of a record: the line feed, the blanks and the brace.
  var length: Int { (blanks?.count ?? 0) + 2 }

  /// Looks at a whole record, which was measured before.
  mutating func learn(_ bytes: ByteView, _ range: Range<Int>) {
    guard !isAmbiguous, bytes[range.lowerBound] == UInt8(ascii: "{") else { return }
    if blanks == nil { blanks = measured }
    guard blanks != nil else { return }
    isAmbiguous = start(in: bytes.part(range), from: 0) != nil
  }

  /// Looks at what stands before the record `number`, which starts at `start`, when it is seen for
  /// the first time; `isStartOfInput` tells that `bytes` begins with the input.
  mutating func measure(
    _ bytes: ByteView, _ start: Int, of number: Int, isStartOfInput: Bool
  ) {
    guard blanks == nil, number != measuredNumber else { return }
    (measuredNumber, measured) = (number, nil)
    var index = start
    while index > 0, start - index <= Self.limit,
      bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09
    {
      index -= 1
    }
    guard start - index <= Self.limit else { return }
    guard index > 0 ? bytes[index - 1] == 0x0A : isStartOfInput else { return }
    measured = (index..<start).map { bytes[$0] }
  }

  /// The brace of the next record after a line feed at `start` or later; nil if there is none, or
  /// if nothing reliable is known.
  func nextStart(in bytes: ByteView, from start: Int) -> Int? {
    isReliable ? self.start(in: bytes, from: start) : nil
  }

  private func start(in bytes: ByteView, from start: Int) -> Int? {
    guard let blanks else { return nil }
    var index = start
    while true {
      let feed = bytes.firstIndex(of: 0x0A, in: index..<bytes.count)
      let brace = feed + 1 + blanks.count
      guard brace < bytes.count else { return nil }
      if bytes[brace] == UInt8(ascii: "{"), bytes.equals(feed + 1..<brace, blanks) {
        return brace
      }
      index = feed + 1
    }
  }
}
