// The hot path: bytes in, bytes out. The rest of this module is built on these two functions.

extension Analyzer {
  /// Finds the next words of `text` from byte `position` on, and moves `position` past them.
  ///
  /// Equal bytes of a word always give equal terms. Bytes that are not UTF-8 separate words.
  ///
  ///     var position = 0
  ///     while case let count = unsafe analyzer.scanWords(text, from: &position, into: words),
  ///       count > 0
  ///     { use(words[..<count]) }
  ///
  /// - Parameters:
  ///   - text: UTF-8, not necessarily well-formed; words after the first 4 GiB are not found.
  ///   - position: 0 for the first call; then the value that the previous call left.
  ///   - words: Where the words are written; not empty.
  /// - Returns: How many words were found; 0 at the end of the text.
  package func scanWords(
    _ text: UnsafeBufferPointer<UInt8>, from position: inout Int,
    into words: UnsafeMutableBufferPointer<WordRange>
  ) -> Int {
    guard let bytes = text.baseAddress, position >= 0 else { return 0 }
    let end = min(text.count, Int(UInt32.max))
    switch chain {
    case .arabic, .form, .root, .light10, .exact:
      let scanner = unsafe WordScanner(
        bytes: bytes, end: end, attachesClitics: chain.hasLevels, findsEmoji: chain.hasLevels)
      return unsafe scanner.scan(from: &position, into: words)
    case .lucene:
      return unsafe StandardScanner(bytes: bytes, end: end).scan(from: &position, into: words)
    case .whitespace:
      return unsafe WhiteSpaceScanner(bytes: bytes, end: end).scan(from: &position, into: words)
    }
  }

  /// Whether ``scanWords(_:from:into:)`` of both finds the same words in every text.
  package func findsSameWords(as other: Analyzer) -> Bool {
    let plain: [Chain] = [.light10, .exact]
    return chain == other.chain || (chain.hasLevels && other.chain.hasLevels)
      || (plain.contains(chain) && plain.contains(other.chain))
  }

  /// Appends the terms of `word`, which ``scanWords(_:from:into:)`` found, to `terms`.
  ///
  /// Nearly always one term and one position. Several for a number with separators or a sign that
  /// means a phrase. A position without a term for a word that the index leaves out.
  package func appendTerms(ofWord word: UnsafeBufferPointer<UInt8>, to terms: inout WordTerms) {
    var recorder = NoRecorder()
    unsafe append(termsOf: word, to: &terms, &recorder)
  }

  /// The same, and tells `recorder` which rules fired.
  @inline(__always)
  func append<Recorder: RuleRecorder>(
    termsOf word: UnsafeBufferPointer<UInt8>, to terms: inout WordTerms, _ recorder: inout Recorder
  ) {
    switch chain {
    case .arabic: unsafe append(of: word, .stem, to: &terms, &recorder)
    case .form: unsafe append(of: word, .form, to: &terms, &recorder)
    case .root: unsafe append(of: word, .root, to: &terms, &recorder)
    case .light10: unsafe ArchiveTerms.append(of: word, .light10, to: &terms, &recorder)
    case .exact: unsafe ArchiveTerms.append(of: word, .none, to: &terms, &recorder)
    case .lucene: unsafe LuceneTerms.append(of: word, to: &terms, &recorder)
    case .whitespace: unsafe VerbatimTerms.append(of: word, to: &terms, &recorder)
    }
  }

  /// Appends the terms of `word` at a level.
  @inline(__always)
  private func append<Recorder: RuleRecorder>(
    of word: UnsafeBufferPointer<UInt8>, _ level: Stemming.Affixes, to terms: inout WordTerms,
    _ recorder: inout Recorder
  ) {
    let stemming = Stemming(affixes: level, language: language)
    unsafe ArchiveTerms.append(of: word, stemming, to: &terms, &recorder)
  }
}
