/// Finds where words and separators start and end in letter code.
///
/// A letter is a byte of ``LetterCode``, or an escape with the bytes that belong to it. ASCII
/// letters and digits, Arabic letters, marks and digits, and everything escaped make words;
/// everything else separates them.
enum WordLetters {
  /// The most bytes of a word or separator; longer ones are cut.
  static let maximumByteCount = 64

  /// For each byte that starts a letter: 0 for a separator, 1 for a word, 2 and 3 for the escapes
  /// 01 and 02, which also make words.
  static let kinds: [UInt8] = (0..<256).map { byte in
    switch byte {
    case 1: 2
    case 2: 3
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: 1
    case 0x80...: separators.contains(LetterCode.scalars[byte - 0x80]) ? 0 : 1
    default: 0
    }
  }

  /// The scalars of the letter code's table that separate words: spaces, punctuation, signs and
  /// marks of direction, but not the joiners inside Persian words.
  static let separators: Set<UInt32> = [
    0x00A0, 0x00AB, 0x00B0, 0x00B7, 0x00BB, 0x00D7, 0x060C, 0x061B, 0x061F, 0x066A, 0x066B, 0x066C,
    0x06D4, 0x200B, 0x200E, 0x200F, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026,
    0x202A, 0x202B, 0x202C, 0x2033,
  ]

  /// Where the word or separator that starts at `start` ends: where the other kind starts, or
  /// before it becomes longer than ``maximumByteCount``.
  ///
  /// - Precondition: `letters` is whole letter code of `count` bytes, and a letter starts at
  ///   `start`.
  @inline(__always)
  static func end(
    of start: Int, in letters: UnsafePointer<UInt8>, count: Int, kinds: UnsafePointer<UInt8>
  ) -> Int {
    let limit = min(count, start &+ maximumByteCount)
    var next = start
    if unsafe kinds[Int(letters[start])] == 0 {
      repeat { next &+= 1 } while unsafe next < limit && kinds[Int(letters[next])] == 0
      return next
    }
    while next < limit {
      let kind = unsafe kinds[Int(letters[next])]
      if kind == 1 {
        next &+= 1
        continue
      }
      if kind == 0 { return next }
      let length = unsafe kind == 3 ? 2 : escapedByteCount(letters[next &+ 1])
      if next &+ length > limit { return next }
      next &+= length
    }
    return next
  }

  /// The bytes of the escape 01 whose sequence starts with `lead`.
  private static func escapedByteCount(_ lead: UInt8) -> Int {
    lead < 0xE0 ? 3 : lead < 0xF0 ? 4 : 5
  }
}
