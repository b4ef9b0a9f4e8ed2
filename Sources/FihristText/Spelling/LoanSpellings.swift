/// Other spellings of foreign names with the letters گ ڤ چ پ, which most Arabic texts write with
/// Arabic letters for their sounds.
enum LoanSpellings {
  /// A letter of Persian keyboards, and what Arabic writes for its sound.
  private static let sounds: [(persian: Unicode.Scalar, arabic: [String])] = [
    ("گ", ["غ", "ج", "ك", "ق"]), ("ڤ", ["ف"]), ("چ", ["تش", "ج"]), ("پ", ["ب"]),
  ]

  /// Whether the word of these UTF-8 bytes may have such a letter: گ ڤ چ start with DA, and پ ends
  /// with BE.
  static func mayOccur(in word: ArraySlice<UInt8>) -> Bool {
    word.contains { $0 == 0xDA || $0 == 0xBE }
  }

  /// No word has more alternatives.
  static let maximumCount = 16

  /// The other spellings of `word`: with Arabic letters for all such letters in it.
  ///
  /// A word without them has none: nearly every word would.
  static func alternatives(to word: String) -> [String] {
    var spellings: [String]?
    for (letter, sounds) in sounds where word.unicodeScalars.contains(letter) {
      spellings = (spellings ?? [word]).flatMap { spelling in
        let scalars = spelling.unicodeScalars
        return sounds.map { sound in
          scalars.map { $0 == letter ? sound : String($0) }.joined()
        }
      }
    }
    return Array((spellings ?? []).prefix(maximumCount))
  }
}
