@testable import FihristText

/// The levels of a folded word as `Documentation/ArabicText.md` words the rules: the plain twin of
/// `WordLevels`, with lists of strings and no tables.
struct PlainLevels {
  private let lists: [UInt32: Set<String>]
  private var known: [String: String] = [:]

  init() {
    var lists: [UInt32: Set<String>] = [:]
    for (list, words) in WordLists.all {
      lists[list.rawValue] = Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
    }
    self.lists = lists
    // A form stands in one row; the stems of words that have affixes are found without the list.
    let stems = KnownStems.rows.map { ($0.form, $0.isStem ? $0.word : stem($0.word)) }
    known = Dictionary(stems) { first, _ in first }
  }

  private func has(_ word: String, _ list: WordLists) -> Bool {
    lists[list.rawValue]?.contains(word) == true
  }

  /// The longest entry that `word` begins with decides.
  private func begins(_ word: String, _ list: WordLists, unless cut: WordLists = []) -> Bool {
    if has(word, .whole) { return true }
    let beginnings = (3...8).reversed().filter { $0 <= word.count }.map { String(word.prefix($0)) }
    let longest = beginnings.first { has($0, list) || has($0, cut) }
    return longest.map { has($0, list) && !has($0, cut) } ?? false
  }

  /// Whether ال at the start of `word` belongs to its root.
  private func hasOwnArticle(_ word: String) -> Bool {
    has(word, .wholeAl) || begins(word, .keepAl)
  }

  func form(_ word: String) -> String {
    for article in ["وال", "ال"]
    where word.hasPrefix(article) && word.count >= article.count + 2 {
      let rest = String(word.dropFirst(article.count))
      return stem(rest) == stem(word) ? rest : word
    }
    return word
  }

  func stem(_ word: String) -> String {
    if ["والله", "بالله", "تالله", "لله", "فالله", "ولله"].contains(word) { return "الله" }
    if has(word, .protected) { return word }
    if let known = known[word] { return known }
    let rest = withoutPrefix(word)
    return has(rest, .protected) ? rest : known[rest] ?? withoutSuffixes(rest)
  }

  private func withoutPrefix(_ word: String) -> String {
    if word.hasPrefix("لل"), word.count >= 4 {
      let rest = String(word.dropFirst())
      if has(rest, .behindLam) { return rest }
      return word.count >= 5 ? String(word.dropFirst(2)) : word
    }
    let articles = [
      "وبال", "فبال", "وكال", "فكال", "ولل", "فلل", "وال", "بال", "كال", "فال", "ال",
    ]
    for article in articles
    where word.hasPrefix(article) && word.count >= article.count + (article == "ال" ? 2 : 3) {
      let rest = String(word.dropFirst())
      if article == "ولل" || article == "فلل" { return withoutPrefix(rest) }
      if article != "ال", has(rest, .protected) || hasOwnArticle(rest) { return rest }
      if article == "ال", hasOwnArticle(word) { return word }
      return String(word.dropFirst(article.count))
    }
    return withoutSingleLetters(word)
  }

  private func withoutSingleLetters(_ word: String) -> String {
    var word = word
    for _ in 0..<2 {
      guard word.count >= 4, let first = word.first else { return word }
      let rest = String(word.dropFirst())
      switch first {
      case "و" where !begins(word, .keepWaw, unless: .cutWaw): word = rest
      case "ب": return begins(word, .keepBeh, unless: .cutBeh) ? word : rest
      case "ل": return begins(word, .keepLam, unless: .cutLam) ? word : rest
      case "س":
        let isFuture = ["ي", "ت", "ن"].contains(rest.first) && word.count >= 5
        return isFuture && !begins(word, .keepSeen, unless: .cutSeen) ? rest : word
      case "ف":
        guard !has(rest, .afterFeh) else { return rest.first == "س" ? withoutFuture(rest) : rest }
        if rest.first == "س", rest.count >= 5, ["ي", "ت", "ن"].contains(rest.dropFirst().first) {
          let isKept = begins(word, .keepFeh) || begins(rest, .keepSeen, unless: .cutSeen)
          return isKept ? word : String(rest.dropFirst())
        }
        let isPresent = ["ي", "ت", "ن"].contains(rest.first) && word.count >= 5
        return isPresent && !begins(word, .keepFeh) ? rest : word
      default: return word
      }
    }
    return word
  }

  /// Without the س of the future.
  private func withoutFuture(_ word: String) -> String {
    ["ي", "ت", "ن"].contains(word.dropFirst().first) && word.count >= 5
      && !begins(word, .keepSeen, unless: .cutSeen)
      ? String(word.dropFirst()) : word
  }

  private static let suffixes: [(String, WordLists)] = [
    ("هما", []), ("تها", []), ("تهم", []), ("تنا", []), ("ته", []), ("ها", .keepHa),
    ("هم", .keepHm), ("هن", .keepHn), ("نا", .keepNa), ("كم", .keepKm), ("ان", .keepAn),
    ("ات", .keepAt), ("ون", .keepWn), ("ين", .keepYn), ("وا", []), ("يه", .keepYh),
    ("ه", .keepH), ("ي", .keepY), ("ا", .keepA),
  ]

  private func withoutSuffixes(_ word: String) -> String {
    var word = word
    for _ in 0..<2 {
      let found = Self.suffixes.first { suffix, _ in
        word.hasSuffix(suffix) && word.count >= suffix.count + (suffix == "ه" ? 2 : 3)
      }
      guard let (suffix, list) = found, !has(word, list) else { return word }
      if suffix.hasPrefix("ت"), let known = known[String(word.dropLast(suffix.count - 1))] {
        return known
      }
      word = String(word.dropLast(suffix.count))
      if let known = known[word] { return known }
    }
    return word
  }
}
