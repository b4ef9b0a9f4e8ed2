/// A word as it is written, compared letter by letter.
///
/// Letters with a hamza, ة and ه, ى and ي differ. Vowel marks count only if the wanted word has
/// any; tatweel and what cannot be seen never do. Canonically equivalent spellings are the same.
struct WrittenForm {
  private let letters: String
  private let hasMarks: Bool

  /// Makes the form of `written`.
  init(_ written: String) {
    hasMarks = written.unicodeScalars.contains(where: Self.isMark)
    letters = Self.letters(of: written, keepingMarks: hasMarks)
  }

  /// Whether `word` is written so.
  func isWritten(as word: String) -> Bool {
    Self.letters(of: word, keepingMarks: hasMarks) == letters
  }

  private static func letters(of word: String, keepingMarks: Bool) -> String {
    var letters = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      if scalar == "\u{640}" || scalar.properties.isDefaultIgnorableCodePoint { continue }
      if !keepingMarks, isMark(scalar) { continue }
      letters.append(scalar)
    }
    return String(letters)
  }

  /// Whether `scalar` is a vowel mark: not a hamza or madda, which make another letter.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    0x064B...0x0652 ~= scalar.value || scalar.value == 0x0670
  }
}
