/// How a word becomes its terms, step by step: what `fihrist analyze --explain` shows.
public struct WordExplanation: Sendable, Hashable {
  /// The word as written.
  public var text: String

  /// The word's bytes in the original text (UTF-8), never cut inside a character.
  public var range: Range<Int>

  /// The position in the sequence of words, from 0.
  public var position: Int

  /// What was done to its letters before any level was made.
  public var folding: [Step]

  /// Its levels: form, stem and root for ``Analyzer/arabic``, only the stem of words that are not
  /// Arabic; with other analyzers one, the term. Empty for a word that the index leaves out.
  public var levels: [Level]

  /// A term and what made it of the folded word; the steps of a root follow those of the stem.
  public struct Level: Sendable, Hashable {
    /// Which of the levels.
    public var kind: Kind
    /// What the index holds for the word.
    public var term: String
    /// In the order in which they were taken.
    public var steps: [Step]

    /// The levels of a word.
    public enum Kind: String, Sendable, Hashable {
      /// Without the article.
      case form
      /// What matches.
      case stem
      /// What related words share.
      case root
      /// The only one of an analyzer without levels.
      case term
    }
  }

  /// A rule that changed the word, or kept letters that look like an affix.
  public struct Step: Sendable, Hashable {
    /// The name of the rule, as ``AnalyzedToken/rules`` has them.
    public var rule: String
    /// The entry of a list that decided.
    public var entry: String?
    /// What was left of the word; `nil` for rules of letters.
    public var result: String?
  }

  /// The narrowest level at which both words have the same term, and that term; `nil` if there is
  /// none, and neither finds the other.
  public func meeting(with other: WordExplanation) -> Level? {
    levels.first { level in
      other.levels.contains { $0.kind == level.kind && $0.term == level.term }
    }
  }
}

extension Analyzer {
  /// Every word of `text` with its terms at all levels, and why they are what they are: the same
  /// code that indexes, with a recorder.
  ///
  /// - Complexity: O(length of `text`).
  public func explanation(of text: String) -> [WordExplanation] {
    var words: [WordExplanation] = []
    unsafe forEachWord(of: text) { word, range, position in
      let traces = levels.map { unsafe $0.trace(word) }
      let stem = levels.firstIndex(of: self) ?? 0
      let terms = traces[stem].terms
      for index in 0..<max(terms.count, terms.positionCount) {
        let source = index < terms.count ? terms.source(of: index) : 0..<word.count
        words.append(
          WordExplanation(
            text: unsafe String(
              decoding: UnsafeBufferPointer(rebasing: word[source]), as: UTF8.self),
            range: source.offset(by: range.lowerBound),
            position: position + index,
            folding: traces[stem].steps.filter { !$0.isOfLevel },
            levels: Self.levels(of: traces, at: index)))
      }
      return terms.positionCount
    }
    return words
  }

  private typealias Trace = (terms: WordTerms, steps: [WordExplanation.Step])

  private func trace(_ word: UnsafeBufferPointer<UInt8>) -> Trace {
    var terms = WordTerms()
    var list = StepList()
    unsafe append(termsOf: word, to: &terms, &list)
    return (terms, list.steps)
  }

  private static func levels(of traces: [Trace], at index: Int) -> [WordExplanation.Level] {
    let kinds: [WordExplanation.Level.Kind] =
      traces.count == 1 ? [.term] : [.form, .stem, .root]
    return zip(kinds, traces).compactMap { kind, trace in
      guard index < trace.terms.count else { return nil }
      var steps = trace.steps.filter(\.isOfLevel)
      if kind == .root { steps.removeFirst(traces[1].steps.count { $0.isOfLevel }) }
      return WordExplanation.Level(kind: kind, term: trace.terms.string(of: index), steps: steps)
    }
  }
}

extension WordExplanation.Step {
  /// Whether the rule makes a level; the others change letters.
  fileprivate var isOfLevel: Bool {
    entry != nil || rule.hasPrefix("stem-") || rule.hasPrefix("root-")
  }
}
