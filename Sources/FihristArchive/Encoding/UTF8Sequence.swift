/// Single sequences of UTF-8, as table 3-7 of the Unicode Standard defines them.
enum UTF8Sequence {
  /// How many bytes the well-formed sequence at `index` takes, or nil if there is none.
  ///
  /// `index` is less than `end`, and nothing at `end` or after it is read.
  @inline(__always)
  static func length(_ bytes: ByteView, at index: Int, end: Int) -> Int? {
    bytes[index] < 0x80 ? 1 : longLength(bytes, at: index, end: end)
  }

  private static func longLength(_ bytes: ByteView, at index: Int, end: Int) -> Int? {
    let length = wantedLength(bytes[index])
    guard length > 1, wellFormedPrefix(bytes, at: index, end: end) == length else { return nil }
    return length
  }

  /// How many bytes from `index` on belong together although they are not a scalar: at least 1.
  ///
  /// This is the maximal subpart that U+FFFD replaces (Unicode Standard, §3.9).
  static func brokenLength(_ bytes: ByteView, at index: Int, end: Int) -> Int {
    max(1, wellFormedPrefix(bytes, at: index, end: end))
  }

  /// How long the sequence is that starts with `lead`, or 0 if none does.
  private static func wantedLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  /// How many of the bytes at `index` could start a well-formed sequence.
  private static func wellFormedPrefix(_ bytes: ByteView, at index: Int, end: Int) -> Int {
    let wanted = wantedLength(bytes[index])
    guard wanted > 1 else { return wanted }
    let available = min(end - index, wanted)
    guard available >= 2, secondBytes(bytes[index]).contains(bytes[index + 1]) else { return 1 }
    var count = 2
    while count < available, bytes[index + count] & 0xC0 == 0x80 { count += 1 }
    return count
  }

  private static func secondBytes(_ lead: UInt8) -> ClosedRange<UInt8> {
    switch lead {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}
