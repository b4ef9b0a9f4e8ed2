/// What a person has typed so far: whole words, and the start of the last.
struct TypedText {
  /// What stands before the last word.
  let before: String
  /// What terms of words may start with that start like the last: its folded letters first.
  let prefixes: [String]
  /// The same behind its article; empty if it does not start with one, or has only that.
  let prefixesWithoutArticle: [String]
  /// What stands before that article: و or nothing.
  let conjunction: String
  /// The terms of the words before it that queries look for.
  let terms: [String]

  /// The terms of the whole words right before the last, the queries' stop words too; words
  /// before one that has no term are left out.
  let preceding: [String]

  /// The term of the word before the last; `nil` if there is none.
  var previous: String? { preceding.last }

  /// Its form without the article; `nil` if the index has no forms, or the word none.
  let previousForm: String?

  /// Whether the last word is the article so far, and not آل or إل.
  let endsWithArticle: Bool

  /// Reads `text`; `nil` if it does not end with a word.
  init?(_ text: String, by analyzer: Analyzer) {
    let scalars = text.unicodeScalars
    let start =
      scalars.lastIndex { !analyzer.mayBeInWord($0) }.map(scalars.index(after:))
      ?? scalars.startIndex
    before = String(text[..<start])
    let last = String(text[start...])
    prefixes = analyzer.beginnings(of: last)
    let isJoined = last.unicodeScalars.first == "و"
    let joined = isJoined ? String(last.unicodeScalars.dropFirst()) : last
    conjunction = isJoined ? "و" : ""
    prefixesWithoutArticle =
      analyzer.withoutArticle(joined, leaving: 1).map(analyzer.beginnings) ?? []
    endsWithArticle = text[start...].unicodeScalars.elementsEqual("ال".unicodeScalars)
    guard !prefixes[0].isEmpty else { return nil }
    let words = analyzer.queryWords(in: before)
    terms = words.filter { !$0.isStopWord }.compactMap(\.term)
    let first = words.lastIndex { $0.term == nil }.map { $0 + 1 } ?? words.startIndex
    preceding = words[first...].compactMap(\.term)
    previousForm = words.last?.form
  }
}
