/// Arabic in Latin letters and digits, as people write it on telephones: `3arabi` for عربي.
///
/// One spelling stands for many words, because vowels are written or not, and a letter may be its
/// neighbour. So a word becomes a regular expression, for which an archive has the words.
package enum Arabizi {
  /// What a sign may stand for, in folded letters: ة is ه, ى is ي, hamzas are gone from alef. An
  /// empty string means that it may stand for nothing.
  private static let signs: [String: [String]] = [
    // Digits that look like the letter, with a mark for the dot.
    "2": ["ا", "ء", "ئ", "ؤ", "ق"], "3": ["ع"], "3'": ["غ"], "5": ["خ"], "6": ["ط"],
    "6'": ["ظ"], "7": ["ح"], "7'": ["خ"], "8": ["ق", "غ"], "9": ["ص", "ق"], "9'": ["ض"],
    "4": ["ش", "ذ"],
    // Two letters for one.
    "sh": ["ش"], "ch": ["ش", "تش"], "kh": ["خ"], "gh": ["غ"], "th": ["ث", "ذ"],
    "dh": ["ذ", "ض", "ظ"],
    "ou": ["و"], "oo": ["و"], "ee": ["ي"], "ei": ["ي"], "ai": ["ي", "اي"], "ay": ["ي", "اي"],
    "aw": ["و", "او"], "aa": ["ا"], "au": ["و", "او"],
    // Vowels are written in Arabic if they are long.
    "a": ["ا", "", "ع", "ي"], "e": ["ي", "", "ا"], "i": ["ي", "", "ا"], "o": ["و", "", "ا"],
    "u": ["و", "", "ا"],
    // Consonants.
    "b": ["ب"], "c": ["ك", "س"], "d": ["د", "ض"], "f": ["ف"], "g": ["ج", "ق", "غ"],
    "h": ["ه", "ح"], "j": ["ج"], "k": ["ك", "ق"], "l": ["ل"], "m": ["م"], "n": ["ن"],
    "p": ["ب"], "q": ["ق"], "r": ["ر"], "s": ["س", "ص"], "t": ["ت", "ط"], "v": ["ف"],
    "w": ["و"], "x": ["كس"], "y": ["ي"], "z": ["ز", "ظ", "ذ"],
  ]

  /// At the end of a word a vowel is also ة or ى, which folding makes ه and ي.
  private static let endings: [String: [String]] = [
    "a": ["ا", "ه", "ي", ""], "e": ["ه", "ي", ""], "i": ["ي"], "o": ["و", "ه"], "u": ["و"],
    "ah": ["ه", "اه"], "eh": ["ه", "يه"], "an": ["ان", "ا", "ن"],
  ]

  /// No longer word is read: patterns have a limit.
  private static let maximumLength = 16

  /// The regular expression of the folded Arabic words without article that `word` may stand for;
  /// `nil` if it is not written so.
  ///
  /// - Parameter word: Latin letters, digits and `'`; at most 16 characters.
  package static func pattern(of word: String) -> String? {
    let letters = Array(word.lowercased())
    guard 2...maximumLength ~= letters.count, letters.contains(where: \.isLetter) else {
      return nil
    }
    var start = 0
    // The article clings to the word, with a hyphen or without.
    for article in ["al-", "el-", "il-"] where word.lowercased().hasPrefix(article) {
      start = article.count
    }
    guard letters.count - start >= 2, let body = pattern(of: letters[start...]) else { return nil }
    let hasArticle = start == 0 && ["al", "el"].contains(String(letters.prefix(2)))
    guard hasArticle, letters.count >= 5, let rest = pattern(of: letters[2...]) else {
      return body
    }
    return "(\(body))|(\(rest))"
  }

  private static func pattern(of letters: ArraySlice<Character>) -> String? {
    var pattern = ""
    var index = letters.startIndex
    while index < letters.endIndex {
      let pair = String(letters[index..<min(index + 2, letters.endIndex)])
      let isEnd = index + pair.count == letters.endIndex
      let single = String(letters[index])
      if pair.count == 2, let choices = isEnd ? endings[pair] ?? signs[pair] : signs[pair] {
        pattern += group(choices)
        index += 2
      } else {
        let isLast = index + 1 == letters.endIndex
        guard let choices = isLast ? endings[single] ?? signs[single] : signs[single] else {
          return nil
        }
        // A doubled consonant is one letter.
        let isDoubled = index > letters.startIndex && letters[index - 1] == letters[index]
        pattern += group(isDoubled ? choices + [""] : choices)
        index += 1
      }
    }
    return pattern
  }

  private static func group(_ choices: [String]) -> String {
    let written = choices.filter { !$0.isEmpty }
    let group =
      written.count == 1 && written[0].count == 1
      ? written[0] : "(\(written.joined(separator: "|")))"
    return written.count < choices.count ? group + "?" : group
  }
}
