extension Analyzer {
  /// The letters that terms may start with where the words that are written start with `part`:
  /// first its folded letters, then those with hamzas on the seats that terms have. Terms of words
  /// that start with مؤس start with موس, and those of words that start with شئو may with شؤو.
  ///
  /// - Complexity: O(length of the part).
  package func beginnings(of part: String) -> [String] {
    let written = foldedLetters(of: part)
    let isFeminine = Self.mayBeFeminine(part)
    guard chain.hasLevels,
      isFeminine || part.unicodeScalars.contains(where: { Self.hamzas.contains($0) })
    else { return [written] }
    var beginnings = [written]
    // What follows decides how some letters are respelled: مسئ is the start of مسؤول.
    for next in ["", "م", "وم"] + (isFeminine ? ["ة", "ت"] : []) {
      let spelled = foldedLetters(of: Self.respelled(part + next)).dropLast(next.count)
      if !beginnings.contains(where: { $0 == spelled }) { beginnings.append(String(spelled)) }
    }
    return beginnings
  }

  /// What follows an article at the start of a word, if at least `count` letters do; otherwise nil.
  /// Analyzers that cut off no article have none.
  package func withoutArticle(_ part: String, leaving count: Int) -> String? {
    guard chain != .exact, chain != .whitespace,
      foldedLetters(of: part).unicodeScalars.count >= 2 + count
    else { return nil }
    let letters = part.unicodeScalars.filter { WordClass.of($0.value) != .mark }
    // Texts of the Quran write the article with an alef wasla.
    guard let alef = letters.first, alef == "ا" || alef == "\u{671}",
      letters.dropFirst().first == "ل"
    else { return nil }
    return String(String.UnicodeScalarView(letters.dropFirst(2)))
  }

  /// Whether the form of `word` is all its folded letters, article or not, as those of الله and
  /// والدة are.
  package func keepsArticle(of word: String) -> Bool {
    forms.map { $0.tokens(in: word).map(\.term) == [foldedLetters(of: word)] } ?? false
  }

  /// Whether `part` may be the start of a word such as هيأة or هيآت. Behind other letters يأ starts
  /// a verb: يأتي, سيأتي.
  private static func mayBeFeminine(_ part: String) -> Bool {
    let letters = part.unicodeScalars.filter { WordClass.of($0.value) != .mark }
    guard let alef = letters.firstIndex(where: { $0 == "أ" || $0 == "آ" }) else { return false }
    let before = letters[..<alef]
    return before.last == "ي"
      && before.dropLast().contains { !"وفلسا".unicodeScalars.contains($0) }
  }

  /// Hamza alone and on و and ي.
  private static let hamzas: Set<Unicode.Scalar> = ["\u{621}", "\u{624}", "\u{626}"]

  private static func respelled(_ word: String) -> String {
    var word = word
    var spelled = word.withUTF8 { unsafe SpelledWord($0) }
    _ = spelled.respellHamza()
    return String(decoding: spelled.utf8, as: UTF8.self)
  }
}
