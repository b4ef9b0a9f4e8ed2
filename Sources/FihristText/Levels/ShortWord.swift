/// At most eight letters of U+0600…U+06FF in one number: the lowest 8 bits of each, the last letter
/// in the lowest byte. So a word is found in a table, and a pattern is compared, without a loop.
struct ShortWord: Sendable, Hashable {
  /// The letters; 0 for none, because no letter ends in 00.
  private(set) var letters: UInt64 = 0
  /// How many letters there are.
  private(set) var count = 0

  static let maximumCount = 8

  /// No letters.
  init() {}

  /// The letters of a literal or of an entry of a list; those that do not fit are left out.
  init(_ text: some StringProtocol) {
    for scalar in text.unicodeScalars where scalar.value >> 8 == 6 {
      append(UInt8(scalar.value & 0xFF))
    }
  }

  /// The letters of `word`, or `nil` if it is longer or has a letter of another block.
  @inline(__always)
  init?(_ word: FoldedWord) {
    guard word.letterCount <= Self.maximumCount else { return nil }
    for index in 0..<word.letterCount {
      guard let letter = word.shortLetter(index) else { return nil }
      append(letter)
    }
  }

  @inline(__always)
  mutating func append(_ letter: UInt8) {
    guard count < Self.maximumCount else { return }
    letters = letters << 8 | UInt64(letter)
    count &+= 1
  }

  /// The letter `index` letters after the first.
  @inline(__always)
  subscript(index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: letters >> UInt64(8 &* (count &- 1 &- index)))
  }

  /// The letters at `indexes`.
  @inline(__always)
  func picking(_ indexes: Int...) -> ShortWord {
    var picked = ShortWord()
    for index in indexes { picked.append(self[index]) }
    return picked
  }

  /// Without the first `number` letters.
  @inline(__always)
  func droppingFirst(_ number: Int = 1) -> ShortWord {
    var rest = self
    rest.count &-= number
    rest.letters &= rest.count == Self.maximumCount ? .max : (1 << UInt64(8 &* rest.count)) &- 1
    return rest
  }

  /// Without the last letter.
  @inline(__always)
  func droppingLast() -> ShortWord {
    var rest = self
    rest.letters >>= 8
    rest.count &-= 1
    return rest
  }

  /// Writes the letters to `target`; returns the number of bytes.
  @inline(__always)
  func write(to target: UnsafeMutablePointer<UInt8>) -> Int {
    for index in 0..<count {
      let scalar = 0x600 | UInt32(self[index])
      unsafe UnsafeMutableRawPointer(target + 2 &* index)
        .storeBytes(of: FoldingTable.twoBytes(scalar).littleEndian, as: UInt16.self)
    }
    return 2 &* count
  }

  /// The letters as text.
  var string: String {
    let scalars = (0..<count).compactMap { Unicode.Scalar(0x600 | UInt32(self[$0])) }
    return String(String.UnicodeScalarView(scalars))
  }
}
