/// Counts characters of a text roughly, eight bytes at a time.
enum CharacterCount {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// How many scalars begin in `range`, without the vowel marks U+064B…U+065F, which are
  /// D9 8B…D9 9F.
  static func characters(in range: Range<Int>, of text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = text.baseAddress, !range.isEmpty else { return 0 }
    let start = unsafe UnsafeRawPointer(base)
    var count = 0
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      let word = unsafe start.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
      // The first byte of the text has none before it.
      let before =
        index == 0
        ? word << 8
        : unsafe start.loadUnaligned(fromByteOffset: index - 1, as: UInt64.self).littleEndian
      count &+= 8 &- continuations(word).nonzeroBitCount &- marks(word, before).nonzeroBitCount
      index += 8
    }
    while index < range.upperBound {
      let byte = unsafe base[index]
      if byte & 0xC0 != 0x80 { count += 1 }
      if index > 0, unsafe base[index - 1] == 0xD9, byte &- 0x8B < 0x15 { count -= 1 }
      index += 1
    }
    return count
  }

  /// The high bits of the bytes that continue a scalar: 10xxxxxx.
  @inline(__always)
  private static func continuations(_ word: UInt64) -> UInt64 { word & ~(word << 1) & highs }

  /// The high bits of the bytes 8B…9F whose byte before is D9.
  @inline(__always)
  private static func marks(_ word: UInt64, _ before: UInt64) -> UInt64 {
    let lead = before ^ (0xD9 &* ones)
    let isLead = ~(((lead & ~highs) &+ ~highs) | lead) & highs
    let low = word & ~highs
    let isAbove = (low &+ (0x80 - 0x0B) &* ones) & highs
    let isBelow = ~(low &+ (0x80 - 0x20) &* ones) & highs
    return isLead & isAbove & isBelow & word
  }
}
