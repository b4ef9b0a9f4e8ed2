/// A word as it is written, compared letter by letter.
///
/// Letters with a hamza, ة and ه, ى and ي differ. Vowel marks count only if the wanted word has
/// any; tatweel and what cannot be seen never do. Canonically equivalent spellings are the same.
struct WrittenForm {
  private let letters: String
  private let hasMarks: Bool
  /// The scalars of ``letters`` if they are plain, so that no other spelling of plain letters is
  /// equivalent.
  private let plain: [UInt16]?
  /// Whether a spelling with plain letters alone may be equivalent although this is not one.
  let mayBePlain: Bool

  /// Makes the form of `written`.
  init(_ written: String) {
    hasMarks = written.unicodeScalars.contains(where: Self.isMark)
    letters = Self.letters(of: written, keepingMarks: hasMarks)
    let scalars = letters.unicodeScalars
    plain =
      scalars.allSatisfy { Self.isPlainLetter($0.value) || Self.isPlainMark($0.value) }
      ? scalars.map { UInt16(truncatingIfNeeded: $0.value) } : nil
    // Of signs outside the block of plain letters, only these make plain letters of others.
    mayBePlain = plain == nil && scalars.contains { 0x0653...0x0655 ~= $0.value }
  }

  /// Whether `word` is written so.
  func isWritten(as word: String) -> Bool {
    Self.letters(of: word, keepingMarks: hasMarks) == letters
  }

  /// Whether the word of these UTF-8 bytes is written so; `nil` if it has more than plain letters,
  /// vowel marks and tatweel, or may be no word because it ends in tatweel. Not for a form that
  /// ``mayBePlain``.
  func isWritten(asPlain word: UnsafeBufferPointer<UInt8>) -> Bool? {
    var isEqual = plain != nil
    let wanted = plain ?? []
    var matched = 0
    var index = 0
    var endsInTatweel = false
    while index + 1 < word.count {
      let lead = unsafe word[index]
      guard lead == 0xD8 || lead == 0xD9 else { return nil }
      let value = unsafe UInt32(lead & 0x1F) << 6 | UInt32(word[index + 1] & 0x3F)
      index += 2
      let counts: Bool
      if Self.isPlainLetter(value) {
        counts = true
      } else if Self.isPlainMark(value) {
        counts = hasMarks
      } else {
        guard value == 0x640 else { return nil }
        counts = false
      }
      endsInTatweel = value == 0x640
      guard counts, isEqual else { continue }
      isEqual = matched < wanted.count && UInt32(wanted[matched]) == value
      matched += 1
    }
    guard index == word.count, !endsInTatweel else { return nil }
    return isEqual && matched == wanted.count
  }

  private static func isPlainLetter(_ value: UInt32) -> Bool {
    0x0621...0x063A ~= value || 0x0641...0x064A ~= value
  }

  private static func isPlainMark(_ value: UInt32) -> Bool { 0x064B...0x0652 ~= value }

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
    isPlainMark(scalar.value) || scalar.value == 0x0670
  }
}
