/// Other spellings of foreign names: Persian and Arabic letters stand for each other in many ways.
enum LoanSpellings {
  /// A letter of Persian keyboards, and what Arabic writes for its sound.
  private static let sounds: [(persian: Character, arabic: [String])] = [
    ("گ", ["غ", "ج", "ك", "ق"]), ("ڤ", ["ف"]), ("چ", ["تش", "ج"]), ("پ", ["ب"]),
  ]

  /// No word has more alternatives.
  static let maximumCount = 16

  /// The other spellings of `word`: with Arabic letters for all Persian ones; or, of a word without
  /// them, with one Persian letter for all letters that may have its sound.
  static func alternatives(to word: String) -> [String] {
    let persian = sounds.filter { word.contains($0.persian) }
    guard persian.isEmpty else {
      var spellings = [word]
      for (letter, sounds) in persian {
        spellings = spellings.flatMap { spelling in
          sounds.map { spelling.replacing(String(letter), with: $0) }
        }
      }
      return Array(spellings.prefix(maximumCount))
    }
    return sounds.flatMap { letter, sounds in
      sounds.filter(word.contains).map { word.replacing($0, with: String(letter)) }
    }
  }
}

extension Analyzer {
  /// Other spellings of the written word `word` that a query may take as well, at a lower weight:
  /// those of names with Persian letters. Empty for most words, never more than 16.
  ///
  /// They are words as written, to be analyzed like the query itself.
  package func alternatives(to word: String) -> [String] {
    guard chain == .arabic, word.utf8.count <= SpelledWord.maximumByteCount,
      word.unicodeScalars.allSatisfy(Self.isArabic)
    else { return [] }
    return LoanSpellings.alternatives(to: word)
  }
}
