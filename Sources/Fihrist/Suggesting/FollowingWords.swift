internal import FihristText

/// The words with the article that stand behind another in texts.
struct FollowingWords {
  /// A word as the index has it, and how often it follows.
  private struct Word {
    var stem: String
    /// Whether its form lacks the article, as nearly all do; الله keeps its own.
    var hasArticle: Bool
    var count: Int
  }

  private var words: TextWords
  private let analyzer: Analyzer
  private var stems: FormStems
  /// By their forms.
  private var found: [String: Word] = [:]

  private static let article = Array("ال".utf8)

  init(_ analyzer: Analyzer, forms: Analyzer) {
    self.analyzer = analyzer
    words = TextWords(analyzer, other: forms)
    stems = FormStems(analyzer)
  }

  /// Counts the words of `text` that follow the word with the term `previous`.
  ///
  /// - Complexity: O(bytes of the text).
  mutating func add(_ text: [UInt8], behind previous: [UInt8]) {
    words.read(text)
    for index in words.words.indices.dropLast() where words.term(index).elementsEqual(previous) {
      let next = words.words[index + 1]
      guard next.position == words.words[index].position + 1 else { continue }
      add(next, at: index + 1, of: text)
    }
  }

  private mutating func add(_ word: TextWords.Word, at index: Int, of text: [UInt8]) {
    let written = analyzer.foldedLetters(of: String(decoding: text[word.bytes], as: UTF8.self))
    guard written.utf8.starts(with: Self.article), written.utf8.count > Self.article.count + 2
    else { return }
    let form = String(decoding: words.other(index), as: UTF8.self)
    guard !form.isEmpty else { return }
    let hasArticle = !form.utf8.starts(with: Self.article)
    // Nobody searches for a word that queries leave out.
    if !hasArticle, stems.isStopWord(form) { return }
    let stem = String(decoding: words.term(index), as: UTF8.self)
    found[form, default: Word(stem: stem, hasArticle: hasArticle, count: 0)].count += 1
  }

  /// The most frequent of the words, equally frequent ones in the order of their letters.
  func completions(limit: Int) -> [OpenCommit.Completion] {
    let sorted = found.sorted { one, other in
      one.value.count != other.value.count
        ? one.value.count > other.value.count
        : one.key.utf8.lexicographicallyPrecedes(other.key.utf8)
    }
    return sorted.prefix(limit).map { form, word in
      OpenCommit.Completion(
        term: form, stems: [word.stem], hasArticle: word.hasArticle, text: "",
        documents: word.count)
    }
  }
}
