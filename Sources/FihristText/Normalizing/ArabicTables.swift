/// The tables for making the term of an Arabic word. Every use of a global constant calls a guard,
/// so code that makes many terms holds the tables instead.
struct ArabicTables: Sendable {
  /// Everything folded.
  let letters = FoldingTable.full
  let levels = WordLevels.shared
  let signs = SpelledWord.signs
  let names = NameSpellings.shared
  private let areLetters = Self.areLetters

  private static let areLetters = ByteTable<Bool> {
    WordClass.of(0x600 | UInt32($0)) == .arabicLetter
  }

  /// Whether a scalar of U+0600…U+06FF can end an Arabic word: a letter or a mark.
  private let endWords = Self.endWords

  private static let endWords = ByteTable<Bool> {
    WordClass.of(0x600 | UInt32($0)) >= .mark
  }

  /// Whether `word` ends with a letter or a mark of U+0600…U+06FF.
  @inline(__always)
  func endsInArabic(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count >= 2 else { return false }
    let lead = unsafe word[word.count - 2]
    let tail = unsafe word[word.count - 1]
    return lead & 0xFC == 0xD8 && tail & 0xC0 == 0x80 && endWords[(lead & 3) << 6 | tail & 63]
  }

  /// Whether `scalar` is an Arabic letter of U+0600…U+06FF.
  @inline(__always)
  func isArabicLetter(_ scalar: UInt32) -> Bool {
    scalar >> 8 == 6 && areLetters[UInt8(truncatingIfNeeded: scalar)]
  }
}
