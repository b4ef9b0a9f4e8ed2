/// A line that opens code in a text in Markdown: at least three backticks or tildes.
///
/// Lines up to the one that closes it are code, whatever they look like. Code that is not closed
/// goes on to the end of the text, as it does in CommonMark.
struct CodeFence {
  private let sign: UInt8
  private let count: Int

  /// Code has at least so many signs at its fences.
  private static let least = 3

  /// The fence that the line at `range` of `bytes` is, without blanks around it; nil if it opens no
  /// code. Backticks that the same line closes are code inside of a sentence.
  init?(_ bytes: ByteView, _ range: Range<Int>) {
    guard let (sign, count) = Self.run(bytes, range), count >= Self.least else { return nil }
    let rest = range.lowerBound + count..<range.upperBound
    let backtick = UInt8(ascii: "`")
    if sign == backtick, bytes.firstIndex(of: backtick, in: rest) < rest.upperBound { return nil }
    (self.sign, self.count) = (sign, count)
  }

  /// Whether the line at `range` closes the code: at least as many of the same sign, and nothing
  /// else.
  func isClosed(_ bytes: ByteView, by range: Range<Int>) -> Bool {
    guard let (sign, count) = Self.run(bytes, range) else { return false }
    return sign == self.sign && count >= self.count && count == range.count
  }

  /// The sign of a fence that the line starts with, and how often it stands there.
  private static func run(_ bytes: ByteView, _ range: Range<Int>) -> (sign: UInt8, count: Int)? {
    guard !range.isEmpty else { return nil }
    let sign = bytes[range.lowerBound]
    guard sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else { return nil }
    var end = range.lowerBound
    while end < range.upperBound, bytes[end] == sign { end += 1 }
    return (sign, end - range.lowerBound)
  }
}
