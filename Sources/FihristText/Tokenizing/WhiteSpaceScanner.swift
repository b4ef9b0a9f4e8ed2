/// Splits at white space and nothing else, for the `whitespace` analyzer.
///
/// Safe for the same reasons as ``WordScanner``.
@safe
struct WhiteSpaceScanner {
  let bytes: UnsafePointer<UInt8>
  let end: Int

  /// Writes the next words to `words` and moves `position` past them.
  func scan(from position: inout Int, into words: UnsafeMutableBufferPointer<WordRange>) -> Int {
    var index = position
    var count = 0
    while index < end, count < words.count {
      let start = index
      index = endOfWord(start)
      if index > start {
        // `end` fits: scanWords looks at no more than UInt32.max bytes.
        unsafe words[count] = WordRange(
          start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: index))
        count += 1
      } else {
        index += unsafe UTF8Scalar(bytes, at: index, end: end).byteCount
      }
    }
    position = index
    return count
  }

  private func endOfWord(_ start: Int) -> Int {
    var index = start
    while index < end {
      let scalar = unsafe UTF8Scalar(bytes, at: index, end: end)
      let next = index + scalar.byteCount
      if Self.separates(scalar.value) || next - start > WordScanner.maximumWordByteCount { break }
      index = next
    }
    return index
  }

  /// Whether `scalar` has the Unicode property White_Space, or is ``UTF8Scalar/invalid``.
  @inline(__always)
  static func separates(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar == 0x20 || scalar &- 9 < 5 }
    switch scalar {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
    default: return scalar == UTF8Scalar.invalid
    }
  }
}
