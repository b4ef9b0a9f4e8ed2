extension Analyzer {
  /// The terms of `text` with their positions and where they came from.
  ///
  /// Words that the index leaves out are not among them, but still take positions.
  ///
  /// - Complexity: O(length of `text`).
  public func tokens(in text: String) -> [Token] {
    var tokens: [Token] = []
    var terms = WordTerms()
    unsafe forEachWord(of: text) { word, range, position in
      terms.removeAll()
      unsafe appendTerms(ofWord: word, to: &terms)
      for index in 0..<terms.count {
        tokens.append(
          Token(
            position: position + terms.position(of: index),
            range: terms.source(of: index).offset(by: range.lowerBound),
            term: terms.string(of: index)))
      }
      return terms.positionCount
    }
    return tokens
  }

  /// Every word of `text` with its term and the names of the rules that made it: the same code that
  /// indexes, with a recorder.
  ///
  /// - Complexity: O(length of `text`).
  public func analysis(of text: String) -> [AnalyzedToken] {
    var tokens: [AnalyzedToken] = []
    var terms = WordTerms()
    unsafe forEachWord(of: text) { word, range, position in
      terms.removeAll()
      var list = RuleList()
      unsafe append(termsOf: word, to: &terms, &list)
      let isStopWord = unsafe terms.isEmpty || isQueryStopWord(word)
      if !terms.isEmpty, isStopWord { list.fired(.queryStopWord) }
      for index in 0..<max(terms.count, terms.positionCount) {
        let source = index < terms.count ? terms.source(of: index) : 0..<word.count
        tokens.append(
          AnalyzedToken(
            text: unsafe String(
              decoding: UnsafeBufferPointer(rebasing: word[source]), as: UTF8.self),
            range: source.offset(by: range.lowerBound),
            position: position + (index < terms.count ? terms.position(of: index) : 0),
            term: index < terms.count ? terms.string(of: index) : nil,
            rules: list.rules.map(\.rawValue),
            isStopWord: isStopWord))
      }
      return terms.positionCount
    }
    return tokens
  }

  /// Whether queries leave out the word of these bytes although the index has it.
  package func isQueryStopWord(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    // For `وBBC` the stop list would only see و.
    unsafe chain.hasLevels && Clitics.end(in: word) == nil && QueryStopWords.contains(word)
  }

  /// Calls `body` with the bytes, the range and the position of each word of `text`; it returns how
  /// many positions the word takes.
  func forEachWord(
    of text: String, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>, Int) -> Int
  ) {
    var text = text
    text.withUTF8 { bytes in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 256) { words in
        var offset = 0
        var position = 0
        while case let count = unsafe scanWords(bytes, from: &offset, into: words), count > 0 {
          for index in 0..<count {
            let range = unsafe words[index].bytes
            let word = unsafe UnsafeBufferPointer(rebasing: bytes[range])
            unsafe position += body(word, range, position)
          }
        }
      }
    }
  }
}

extension Range<Int> {
  /// The range of the same length that starts `distance` later.
  func offset(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}
