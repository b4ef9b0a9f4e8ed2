/// A piece of a written date.
package enum DateToken: Hashable, Sendable {
  /// A number and how many digits it is written with.
  case number(Int, digits: Int)
  /// A word, folded.
  case word(String)
  /// A sign other than letters, digits, spaces and commas.
  case sign(Unicode.Scalar)
}

extension DateToken {
  /// Splits `text` into pieces; nil if it is too long to be a date.
  ///
  /// Words are folded: small letters, all forms of alef as ا, final ة as ه, ى and ی as ي, without
  /// marks and tatweel. Digits are ASCII, Arabic or Persian ones. Direction marks are dropped.
  package static func tokens(_ text: String) -> [DateToken]? {
    guard text.utf8.count <= 200 else { return nil }
    var scanner = DateScanner()
    for scalar in text.unicodeScalars { scanner.take(scalar) }
    scanner.finish()
    return scanner.tokens
  }
}

extension DateToken {
  /// Whether `scalar` changes no word: a vowel mark, tatweel, a mark of direction or a joiner.
  package static func isIgnored(_ scalar: Unicode.Scalar) -> Bool { DateScanner.isIgnored(scalar) }

  /// The letters of a word, folded as words of dates are.
  package static func folded(_ letters: [Unicode.Scalar]) -> String {
    var word = String.UnicodeScalarView()
    for letter in letters { word.append(contentsOf: DateScanner.folded(letter)) }
    return String(word)
  }
}

/// Collects the pieces of a date.
private struct DateScanner {
  var tokens: [DateToken] = []
  private var word = ""
  private var number = 0
  private var digits = 0

  mutating func take(_ scalar: Unicode.Scalar) {
    if Self.isIgnored(scalar) { return }
    if let digit = Self.digit(scalar) {
      if !word.isEmpty { finish() }
      // More than 14 digits are not a date; the number then stops growing.
      if digits < 15 { number = number * 10 + digit }
      digits += 1
    } else if Self.isPlain(scalar) {
      if digits > 0 { finish() }
      word.unicodeScalars.append(scalar)
    } else if scalar.properties.isAlphabetic {
      if digits > 0 { finish() }
      word.unicodeScalars.append(contentsOf: Self.folded(scalar))
    } else {
      finish()
      if !Self.isSpace(scalar) { tokens.append(.sign(scalar)) }
    }
  }

  mutating func finish() {
    if digits > 0 { tokens.append(.number(number, digits: digits)) }
    if !word.isEmpty { tokens.append(.word(word)) }
    (word, number, digits) = ("", 0, 0)
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0x660...0x669: Int(scalar.value - 0x660)
    case 0x6F0...0x6F9: Int(scalar.value - 0x6F0)
    default: nil
    }
  }

  /// Vowel marks, tatweel, marks of direction and joiners.
  fileprivate static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x640, 0x64B...0x652, 0x670, 0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069,
      0xFEFF:
      true
    default: false
    }
  }

  /// Whether `scalar` is a small Latin letter or an Arabic one that folding does not change: most
  /// are, and looking up what Unicode says of a letter takes most of the time of reading a date.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61...0x7A, 0x627...0x628, 0x62A...0x63A, 0x641...0x648, 0x64A: true
    default: false
    }
  }

  /// White space and commas, which only separate words.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "," || scalar == "\u{60C}" || scalar.properties.isWhitespace
  }

  fileprivate static func folded(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    switch scalar {
    case "أ", "إ", "آ", "ٱ": "ا".unicodeScalars
    case "ة": "ه".unicodeScalars
    case "ى", "ی": "ي".unicodeScalars
    case "ک": "ك".unicodeScalars
    default: scalar.properties.lowercaseMapping.unicodeScalars
    }
  }
}
