/// The word-break classes of Unicode Standard Annex 29, as far as they matter to words.
enum StandardClass: UInt8 {
  /// A boundary on both sides.
  case other = 0
  /// ALetter.
  case letter = 1
  /// Numeric.
  case digit = 2
  /// Extend, Format and ZWJ: belong to the character before them.
  case extend = 3
  /// Han or Hiragana: a word of its own.
  case ideograph = 4
  case katakana = 5
  /// Complex context (Thai, Khmer…): a run is one word.
  case southeastAsian = 6
  case hebrew = 7
  /// ExtendNumLet: the underscore and its like.
  case connector = 8
  /// MidLetter: stays inside between letters.
  case midLetter = 9
  /// MidNum: stays inside between digits.
  case midNumber = 10
  /// MidNumLet and Single_Quote: stay inside between letters and between digits.
  case midBoth = 11

  /// The class of `scalar`, which may be ``UTF8Scalar/invalid``.
  static func of(_ scalar: UInt32) -> StandardClass {
    switch scalar {
    case 0x5F, 0x202F, 0x203F, 0x2040, 0x2054, 0xFE33, 0xFE34, 0xFE4D...0xFE4F, 0xFF3F: .connector
    case 0x3A, 0xB7, 0x0387, 0x055F, 0x05F4, 0x2027, 0xFE13, 0xFE55, 0xFF1A: .midLetter
    case 0x2C, 0x3B, 0x037E, 0x0589, 0x060C, 0x060D, 0x066C, 0x07F8, 0x2044, 0xFE10, 0xFE14,
      0xFE50, 0xFE54, 0xFF0C, 0xFF1B:
      .midNumber
    case 0x27, 0x2E, 0x2018, 0x2019, 0x2024, 0xFE52, 0xFF07, 0xFF0E: .midBoth
    case 0x066B: .digit
    // Hebrew geresh: punctuation by category, a letter to the word boundaries.
    case 0x05F3: .letter
    case 0x200B, 0x0600...0x0605, 0x06DD, 0x0890, 0x0891, 0x08E2:
      scalar == 0x200B ? .other : .extend
    default: ofClass(ScalarClass.of(scalar))
    }
  }

  private static func ofClass(_ scalarClass: ScalarClass) -> StandardClass {
    switch scalarClass {
    case .other: .other
    case .letter: .letter
    case .digit: .digit
    case .mark, .control: .extend
    case .ideograph: .ideograph
    case .katakana: .katakana
    case .southeastAsian: .southeastAsian
    case .hebrew: .hebrew
    }
  }
}
