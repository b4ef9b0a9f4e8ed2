/// The encoding of a file, guessed from its first bytes.
struct EncodingGuess: Hashable, Sendable {
  /// The encoding; UTF-8 even if a few bytes are invalid.
  var encoding: TextEncoding

  /// How many bytes a byte order mark takes.
  var markLength: Int

  /// How many bytes of a file are sampled.
  static let sampleLimit = 1 << 18

  /// Looks at `bytes`, the start of a file; `isWhole` tells whether they are all of it.
  init(_ bytes: ByteView, isWhole: Bool) {
    if let marked = Self.byMark(bytes) {
      self = marked
      return
    }
    let sample = bytes.part(0..<min(bytes.count, Self.sampleLimit))
    markLength = 0
    encoding = Self.byZeros(sample) ?? Self.byLetters(sample, isCut: !isWhole)
  }

  private init(_ encoding: TextEncoding, markLength: Int) {
    self.encoding = encoding
    self.markLength = markLength
  }

  private static func byMark(_ bytes: ByteView) -> EncodingGuess? {
    func starts(_ mark: [UInt8]) -> Bool {
      bytes.count >= mark.count && bytes.equals(0..<mark.count, mark)
    }
    if starts([0xEF, 0xBB, 0xBF]) { return EncodingGuess(.utf8, markLength: 3) }
    if starts([0xFF, 0xFE, 0, 0]) || starts([0, 0, 0xFE, 0xFF]) {
      return EncodingGuess(.utf32, markLength: 4)
    }
    if starts([0xFF, 0xFE]) { return EncodingGuess(.utf16LittleEndian, markLength: 2) }
    if starts([0xFE, 0xFF]) { return EncodingGuess(.utf16BigEndian, markLength: 2) }
    return nil
  }

  /// UTF-16 without a mark: spaces, digits and line ends have a zero byte, always on the same side,
  /// and the other letters of Arabic a byte of 6 there.
  private static func byZeros(_ bytes: ByteView) -> TextEncoding? {
    guard bytes.count >= 4 else { return nil }
    var high = [0, 0]
    for index in 0..<bytes.count & ~1 where bytes[index] == 0 || bytes[index] == 6 {
      high[index & 1] += 1
    }
    let pairs = bytes.count / 2
    if high[1] * 10 > pairs * 9, high[0] * 4 < pairs { return .utf16LittleEndian }
    if high[0] * 10 > pairs * 9, high[1] * 4 < pairs { return .utf16BigEndian }
    return nil
  }
}

extension EncodingGuess {
  /// UTF-8, unless more than one in ten of the non-ASCII bytes are invalid UTF-8.
  private static func byLetters(_ bytes: ByteView, isCut: Bool) -> TextEncoding {
    var broken = 0
    var foreign = 0
    var counts = SingleByteCounts()
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        counts.previous = 0
        index += 1
        continue
      }
      if let length = UTF8Sequence.length(bytes, at: index, end: bytes.count) {
        foreign += length
        for offset in 0..<length { counts.add(bytes[index + offset]) }
        index += length
        continue
      }
      let length = UTF8Sequence.brokenLength(bytes, at: index, end: bytes.count)
      // A sequence that the end of the sample cuts off proves nothing.
      if isCut, index + length == bytes.count { break }
      foreign += length
      broken += length
      for offset in 0..<length { counts.add(bytes[index + offset]) }
      index += length
    }
    return broken * 10 > foreign ? counts.encoding : .utf8
  }
}
