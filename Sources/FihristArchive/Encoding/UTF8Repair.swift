/// Replaces what is not UTF-8 by U+FFFD, one for each maximal subpart, as the Unicode Standard
/// (§3.9) and the Web's decoders do.
enum UTF8Repair {
  /// U+FFFD in UTF-8.
  static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// Adds the bytes of `range` to `target`, repaired.
  ///
  /// - Returns: How many replacements were made.
  static func append(_ bytes: ByteView, _ range: Range<Int>, to target: inout [UInt8]) -> Int {
    var replacements = 0
    var index = range.lowerBound
    var start = index
    while index < range.upperBound {
      if let length = UTF8Sequence.length(bytes, at: index, end: range.upperBound) {
        index += length
        continue
      }
      unsafe target.append(contentsOf: bytes.buffer(start..<index))
      target.append(contentsOf: replacement)
      replacements += 1
      index += UTF8Sequence.brokenLength(bytes, at: index, end: range.upperBound)
      start = index
    }
    unsafe target.append(contentsOf: bytes.buffer(start..<range.upperBound))
    return replacements
  }
}
