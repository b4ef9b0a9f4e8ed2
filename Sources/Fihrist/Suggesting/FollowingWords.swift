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

  /// Counts a word of a text that follows.
  ///
  /// - Complexity: O(bytes of the word).
  mutating func add(_ word: UnsafeBufferPointer<UInt8>) {
    let written = unsafe analyzer.foldedLetters(of: String(decoding: word, as: UTF8.self))
    guard written.utf8.starts(with: Self.article), written.utf8.count > Self.article.count + 2
    else { return }
    unsafe words.read(Array(word))
    guard !words.words.isEmpty else { return }
    let form = String(decoding: words.other(0), as: UTF8.self)
    guard !form.isEmpty else { return }
    let hasArticle = !form.utf8.starts(with: Self.article)
    // Nobody searches for a word that queries leave out.
    if !hasArticle, stems.isStopWord(form) { return }
    let stem = String(decoding: words.term(0), as: UTF8.self)
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
