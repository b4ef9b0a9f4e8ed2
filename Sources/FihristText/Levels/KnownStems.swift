/// The stems of words in which no rule of affixes finds them, such as broken plurals.
enum KnownStems {
  /// A form of a word, and the word.
  struct Row: Sendable {
    let form: String
    let word: String
    /// Whether the word is its stem, whatever affixes it seems to have.
    let isStem: Bool
  }

  /// Every form of every word.
  static let rows: [Row] =
    words(of: stems).flatMap { words in
      (words + inflected(words[0])).map { Row(form: $0, word: words[0], isStem: true) }
    }
    + feminines.map { Row(form: $0.form, word: $0.word, isStem: true) }
    + words(of: plurals).flatMap { words in
      words.dropFirst().flatMap(withHamza).map { Row(form: $0, word: words[0], isStem: false) }
    }
    + words(of: twoLetters).flatMap { words in
      words.flatMap { word in
        ["وال", "بال", "كال", "فال", "لل"].map { Row(form: $0 + word, word: word, isStem: true) }
      }
    }

  /// The stem of each form, and none of other words.
  static let table = ShortWordTable(
    rows.map { row in
      (ShortWord(row.form), row.isStem ? ShortWord(row.word) : StemRules.stem(byAffixes: row.word))
    }, default: ShortWord(), joining: { first, _ in first })

  /// The words of each line of `list`.
  private static func words(of list: String) -> [[String]] {
    list.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }

  /// What the rules of affixes would not lead back to `stem`: the feminine of one in ي, and of one
  /// in ه what stands before an ending, and the plural of one in يه.
  private static func inflected(_ stem: String) -> [String] {
    if stem.hasSuffix("ي") { return [stem + "ه"] }
    guard stem.hasSuffix("ه") else { return [] }
    let rest = stem.dropLast()
    return [rest + "ت"] + (stem.hasSuffix("يه") ? [rest + "ات"] : [])
  }

  /// The forms of the words that keep يه.
  private static var feminines: [(form: String, word: String)] {
    WordLists.keepYhWords.split(whereSeparator: \.isWhitespace).map(String.init)
      .filter { $0.count >= 5 }.flatMap { word in inflected(word).map { ($0, word) } }
  }

  /// `form` as it is, and with the hamza that a final one becomes before an ending: وزراء, وزرائه.
  private static func withHamza(_ form: String) -> [String] {
    form.hasSuffix("اء") ? [form, form.dropLast() + "ئ", form.dropLast() + "ؤ"] : [form]
  }
}
