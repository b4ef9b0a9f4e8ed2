/// A folded word in a buffer, from which a stemmer takes affixes by moving its ends.
///
/// ``margin`` bytes of the buffer before and after the word can be read, so that the first and the
/// last letters are loaded without checking the length. Their values do not matter: every
/// comparison also requires more letters than it compares, and the bytes are well-formed, so a
/// letter is never only partly in the word.
@safe
struct FoldedWord {
  let bytes: UnsafePointer<UInt8>
  private(set) var start: Int
  private(set) var end: Int
  /// How many letters lie between `start` and `end`.
  private(set) var letterCount: Int

  /// How many bytes of the buffer before and after a word can be read.
  static let margin = 8

  /// The word of the bytes `range`, the bounds of whole characters; `isPlain` if it has no letters
  /// but those of two bytes.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, isPlain: Bool = false) {
    unsafe self.bytes = bytes
    start = range.lowerBound
    end = range.upperBound
    letterCount = range.count / 2
    if !isPlain { unsafe letterCount = Self.countLetters(bytes, start, end) }
  }

  /// Counts UTF-16 units: what Lucene counts as letters, which is the same for everything in Arabic
  /// script.
  @inline(never)
  private static func countLetters(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var count = 0
    for index in start..<end {
      let byte = unsafe bytes[index]
      count &+= (byte & 0xC0 != 0x80 ? 1 : 0) &+ (byte >= 0xF0 ? 1 : 0)
    }
    return count
  }

  /// The letter of two bytes that starts `offset` two-byte letters after the first.
  ///
  /// Letter by letter, as the folding wrote them: a load that spans two stores has to wait until
  /// both have finished, which costs more than the rest of the stemmer.
  @inline(__always)
  func letter(_ offset: Int) -> UInt16 {
    unsafe UnsafeRawPointer(bytes + (start &+ 2 &* offset)).loadUnaligned(as: UInt16.self)
      .littleEndian
  }

  /// The letter of two bytes that starts `offset` letters of two bytes before the end.
  @inline(__always)
  func letter(beforeEnd offset: Int) -> UInt16 {
    unsafe UnsafeRawPointer(bytes + (end &- 2 &* offset)).loadUnaligned(as: UInt16.self)
      .littleEndian
  }

  /// Drops the first `count` letters of two bytes.
  @inline(__always)
  mutating func dropFirst(_ count: Int) {
    start &+= 2 &* count
    letterCount &-= count
  }

  /// Drops the last `count` letters of two bytes.
  @inline(__always)
  mutating func dropLast(_ count: Int) {
    end &-= 2 &* count
    letterCount &-= count
  }

  /// The lowest 8 bits of the letter that ``letter(_:)`` gives, or `nil` if it is not of
  /// U+0600…U+06FF.
  @inline(__always)
  func shortLetter(_ offset: Int) -> UInt8? { Self.short(letter(offset)) }

  /// The same for ``letter(beforeEnd:)``.
  @inline(__always)
  func shortLetter(beforeEnd offset: Int) -> UInt8? { Self.short(letter(beforeEnd: offset)) }

  @inline(__always)
  private static func short(_ pair: UInt16) -> UInt8? {
    guard pair & 0xC0FC == 0x80D8 else { return nil }
    return UInt8(truncatingIfNeeded: (pair & 3) << 6 | (pair >> 8) & 63)
  }

  /// Whether both words have the same bytes.
  func hasSameLetters(as other: FoldedWord) -> Bool {
    guard end - start == other.end - other.start else { return false }
    for index in 0..<end - start {
      guard unsafe bytes[start + index] == other.bytes[other.start + index] else { return false }
    }
    return true
  }

  /// The bytes of the word.
  var range: Range<Int> { start..<end }

  /// The word as text.
  var string: String {
    unsafe String(
      decoding: UnsafeBufferPointer(start: bytes + start, count: end - start), as: UTF8.self)
  }
}
