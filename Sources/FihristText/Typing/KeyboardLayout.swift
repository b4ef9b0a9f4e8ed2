/// The keys of the Arabic keyboard (101, as on most PCs) and those of the American one: what a text
/// would be that was typed with the wrong one of both.
///
///     KeyboardLayout.arabic(of: "hgsghl")   // السلام
///     KeyboardLayout.latin(of: "اثممخ")     // hello
package enum KeyboardLayout {
  /// The American keys from the left, row for row, without and with shift.
  private static let keys = [
    "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./`", "QWERTYUIOP{}", "ASDFGHJKL:\"", "ZXCVBNM<>?~",
  ]

  /// What the same keys write with the Arabic layout. One key writes two letters.
  private static let letters: [[String]] = [
    ["ض", "ص", "ث", "ق", "ف", "غ", "ع", "ه", "خ", "ح", "ج", "د"],
    ["ش", "س", "ي", "ب", "ل", "ا", "ت", "ن", "م", "ك", "ط"],
    ["ئ", "ء", "ؤ", "ر", "لا", "ى", "ة", "و", "ز", "ظ", "ذ"],
    ["َ", "ً", "ُ", "ٌ", "لإ", "إ", "‘", "÷", "×", "؛", "<", ">"],
    ["ِ", "ٍ", "]", "[", "لأ", "أ", "ـ", "،", "/", ":", "\""],
    ["~", "ْ", "}", "{", "لآ", "آ", "’", ",", ".", "؟", "ّ"],
  ]

  private static let pairs = zip(keys, letters).flatMap { Array(zip($0, $1)) }

  private static let arabicOfKey = Dictionary(pairs) { first, _ in first }

  /// For each Arabic letter its key; the two letters of one key are met before single ones.
  private static let keyOfArabic = Dictionary(
    pairs.filter { !$0.0.isUppercase }.map { ($0.1, $0.0) }
      + pairs.filter(\.0.isUppercase).map { ($0.1, $0.0) }
  ) { first, _ in first }

  /// The Arabic text of the keys that wrote `text` with the American layout; `nil` if it has an
  /// Arabic letter, or no key that writes one.
  package static func arabic(of text: String) -> String? {
    var result = ""
    var isChanged = false
    for character in text {
      if let letters = arabicOfKey[character] {
        result += letters
        isChanged = isChanged || character.isLetter
      } else if isArabicLetter(character) {
        return nil
      } else {
        result.append(character)
      }
    }
    return isChanged ? result : nil
  }

  /// The text in small Latin letters of the keys that wrote `text` with the Arabic layout; `nil` if
  /// it has a Latin letter, or no Arabic one.
  package static func latin(of text: String) -> String? {
    var result = ""
    var isChanged = false
    var rest = text[...]
    while let first = rest.first {
      let pair = String(rest.prefix(2))
      let key = pair.count == 2 ? keyOfArabic[pair] : nil
      if let key {
        result += key.lowercased()
        rest = rest.dropFirst(2)
        isChanged = true
        continue
      }
      rest = rest.dropFirst()
      if let key = keyOfArabic[String(first)], isArabicLetter(first) {
        result += key.lowercased()
        isChanged = true
      } else if first.isLetter, first.isASCII {
        return nil
      } else {
        result.append(first)
      }
    }
    return isChanged ? result : nil
  }

  private static func isArabicLetter(_ character: Character) -> Bool {
    character.unicodeScalars.contains { 0x0621...0x064A ~= $0.value }
  }
}
