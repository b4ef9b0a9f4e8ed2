/// The characters that have a meaning in a query.
enum QuerySyntax {
  /// The sign that makes a word or a phrase ``Query/Occur/must`` or ``Query/Occur/mustNot``: a plus
  /// or a minus, also the mathematical minus and the full-width forms. Dashes are not signs: `–`
  /// and `—` are punctuation wherever they stand.
  static func sign(_ scalar: Unicode.Scalar) -> Query.Occur? {
    switch scalar {
    case "+", "\u{FF0B}": .must
    case "-", "\u{2212}", "\u{FF0D}": .mustNot
    default: nil
    }
  }

  /// Whether a word or a sign can start after `scalar`: white space, but not the narrow space that
  /// groups the digits of a number.
  static func separates(_ scalar: Unicode.Scalar) -> Bool {
    !isUsual(scalar) && scalar.properties.isWhitespace && scalar != "\u{202F}"
  }

  /// Whether `scalar` is invisible: a direction mark, a joiner or a byte order mark. Copied text
  /// often contains such characters, also around signs and quotes.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    !isUsual(scalar) && scalar.properties.isDefaultIgnorableCodePoint
  }

  /// Whether `scalar` is an Arabic letter, or a letter or digit of ASCII: nearly all are, and what
  /// the tables of Unicode say of them is known.
  private static func isUsual(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x621...0x64A: true
    default: false
    }
  }

  /// Whether `scalar` is a letter of the Arabic alphabet.
  static func isArabicLetter(_ scalar: Unicode.Scalar) -> Bool {
    0x621...0x64A ~= scalar.value && !isArabicMark(scalar)
  }

  /// Whether `scalar` is a vowel sign, or the stroke that lengthens words.
  static func isArabicMark(_ scalar: Unicode.Scalar) -> Bool {
    0x64B...0x652 ~= scalar.value || scalar == "\u{640}"
  }

  /// Whether `scalar` opens a group.
  static func opensGroup(_ scalar: Unicode.Scalar) -> Bool { scalar == "(" || scalar == "\u{FF08}" }

  /// Whether `scalar` closes a group.
  static func closesGroup(_ scalar: Unicode.Scalar) -> Bool {
    scalar == ")" || scalar == "\u{FF09}"
  }

  /// Whether `scalar` ends a part that is not in quotes.
  static func endsBareText(_ scalar: Unicode.Scalar) -> Bool {
    separates(scalar) || opensGroup(scalar) || closesGroup(scalar)
      || QuotePair(opening: scalar) != nil
  }

  /// Whether `scalar` is punctuation that may follow a part without belonging to it.
  static func followsLoosely(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ";", ".", ":", "!", "؟", "،", "؛", "…": true
    default: isInvisible(scalar)
    }
  }

  /// The digit that `scalar` means: European, Arabic-Indic or Persian.
  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0x660...0x669: Int(scalar.value - 0x660)
    case 0x6F0...0x6F9: Int(scalar.value - 0x6F0)
    default: nil
    }
  }

  /// Whether `scalar` is a letter, a digit or a mark: never a sign of the language.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if isUsual(scalar) { return true }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .nonspacingMark, .spacingMark:
      true
    default: false
    }
  }
}
