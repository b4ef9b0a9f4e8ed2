/// A folded word in a buffer, from which a stemmer takes affixes by moving its ends.
@safe
struct FoldedWord {
  let bytes: UnsafePointer<UInt8>
  private(set) var start: Int
  private(set) var end: Int
  /// How many letters lie between `start` and `end`.
  private(set) var letterCount: Int

  /// The word between `start` and `end`, which are the bounds of whole characters.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, start: Int, end: Int) {
    unsafe self.bytes = bytes
    self.start = start
    self.end = end
    letterCount = 0
    unsafe letterCount = Self.countLetters(bytes, start, end)
  }

  /// Counts UTF-16 units: what Lucene calls letters, and the same for all that Arabic writes.
  @inline(__always)
  private static func countLetters(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var count = 0
    for index in start..<end {
      let byte = unsafe bytes[index]
      count &+= (byte & 0xC0 != 0x80 ? 1 : 0) &+ (byte >= 0xF0 ? 1 : 0)
    }
    return count
  }

  /// The first four bytes; 0 where the word is shorter, which no affix equals.
  @inline(__always)
  var firstTwo: UInt32 {
    guard end - start >= 4 else { return 0 }
    return unsafe UnsafeRawPointer(bytes + start).loadUnaligned(as: UInt32.self).littleEndian
  }

  /// Bytes three to six of the word: its second and third letter if the first is of two bytes.
  @inline(__always)
  var secondTwo: UInt32 {
    guard end - start >= 6 else { return 0 }
    return unsafe UnsafeRawPointer(bytes + start + 2).loadUnaligned(as: UInt32.self).littleEndian
  }

  /// The last four bytes.
  @inline(__always)
  var lastTwo: UInt32 {
    guard end - start >= 4 else { return 0 }
    return unsafe UnsafeRawPointer(bytes + end - 4).loadUnaligned(as: UInt32.self).littleEndian
  }

  /// Takes `count` letters of two bytes from the beginning.
  @inline(__always)
  mutating func dropFirst(_ count: Int) {
    start += 2 * count
    letterCount -= count
  }

  /// Takes `count` letters of two bytes from the end.
  @inline(__always)
  mutating func dropLast(_ count: Int) {
    end -= 2 * count
    letterCount -= count
  }
}
