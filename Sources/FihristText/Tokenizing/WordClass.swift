/// What a scalar does to the words of the archive analyzers (all but `lucene` and `whitespace`).
///
/// The order matters to the scanner's inner loops: from ``mark`` upwards a scalar stays inside an
/// Arabic word.
enum WordClass: UInt8, Comparable {
  /// Ends a word and is not part of one.
  case separator = 0
  case digit = 1
  /// A format control: deleted inside a word, and not part of it at either end.
  case control = 2
  /// One sign that means several words: `ﷺ`, `ﷻ`.
  case phrase = 3
  /// A word of its own: Han, Hiragana.
  case ideograph = 4
  /// A letter that is neither Arabic nor one of the above.
  case letter = 5
  /// Deleted or kept inside a word, but never its first: combining marks, tatweel.
  case mark = 6
  case arabicLetter = 7

  static func < (left: WordClass, right: WordClass) -> Bool { left.rawValue < right.rawValue }

  /// The class of `scalar`, which may be ``UTF8Scalar/invalid``: a separator.
  static func of(_ scalar: UInt32) -> WordClass {
    switch scalar {
    case 0x0600...0x08FF: ofArabicBlocks(scalar)
    case 0xFB50...0xFDFF, 0xFE70...0xFEFE: PresentationForms.wordClass(of: scalar)
    // Modifier letters: in transcriptions (ʿ ʾ) some people type them and others do not.
    case 0x02B0...0x02FF: ScalarClass.of(scalar) == .letter ? .mark : .separator
    // Unicode calls them controls, but one piece of text ends there and another starts: the
    // zero-width space, and the marks around an annotation.
    case 0x200B, 0xFFF9...0xFFFB: .separator
    default: WordClass(ScalarClass.of(scalar))
    }
  }

  private static func ofArabicBlocks(_ scalar: UInt32) -> WordClass {
    switch scalar {
    // Small waw and yeh above the line, and a mark of the Sindhi script: letters to Unicode, marks
    // to the reader.
    case 0x0640, 0x06E5, 0x06E6, 0x08C9: .mark
    // Signs before a number or a verse.
    case 0x0600...0x0605, 0x06DD, 0x0890, 0x0891, 0x08E2: .separator
    case 0x0700...0x074F, 0x0780...0x086F: WordClass(ScalarClass.of(scalar))
    default: ofArabicLetters(ScalarClass.of(scalar))
    }
  }

  private static func ofArabicLetters(_ scalarClass: ScalarClass) -> WordClass {
    scalarClass == .letter ? .arabicLetter : WordClass(scalarClass)
  }

  private init(_ scalarClass: ScalarClass) {
    switch scalarClass {
    case .other: self = .separator
    case .letter, .katakana, .southeastAsian, .hebrew: self = .letter
    case .digit: self = .digit
    case .mark: self = .mark
    case .control: self = .control
    case .ideograph: self = .ideograph
    }
  }
}
