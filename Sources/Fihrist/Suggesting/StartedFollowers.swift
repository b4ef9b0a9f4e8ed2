internal import FihristText

/// The words with some beginning that stand behind another in texts, by their stems.
struct StartedFollowers {
  private let start: WordBeginning
  private var stems: FormStems
  /// How often each spelling of the words of a stem follows, without vowel marks.
  private var found: [String: [String: Int]] = [:]

  /// Finds words that start as the last of what was typed.
  init(_ typed: TypedText, _ analyzer: Analyzer) {
    start = WordBeginning(typed.prefixes, analyzer)
    stems = FormStems(analyzer)
  }

  /// Counts a word of a text that follows.
  ///
  /// - Complexity: O(bytes of the word).
  mutating func add(_ word: UnsafeBufferPointer<UInt8>) {
    guard unsafe start.begins(word) else { return }
    let text = unsafe String(decoding: word, as: UTF8.self).withoutMarks
    // Nobody searches for a word that queries leave out.
    guard let stem = stems.terms(of: text).first, !stems.isStopWord(text) else { return }
    found[stem, default: [:]][text, default: 0] += 1
  }

  /// The words of the most frequent stems, each in its most frequent spelling; of equally frequent
  /// ones those first whose letters are.
  func completions(limit: Int) -> [OpenCommit.Completion] {
    let counted = found.map { stem, texts in
      (stem, texts, count: texts.values.reduce(0, +))
    }
    let sorted = counted.sorted { one, other in
      one.count != other.count
        ? one.count > other.count : one.0.utf8.lexicographicallyPrecedes(other.0.utf8)
    }
    return sorted.prefix(limit).map { stem, texts, count in
      OpenCommit.Completion(
        term: stem, stems: [stem], hasArticle: false,
        text: OpenCommit.mostFrequent(texts) ?? stem, isWritten: true, documents: count)
    }
  }
}
