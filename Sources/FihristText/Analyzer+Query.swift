extension Analyzer {
  /// The words of a query with their terms, which are those of the index, and which words to leave
  /// out.
  ///
  /// A word on the query stop list of ``arabic`` still has a term: phrases need it, and so does a
  /// query that has only such words.
  package func queryWords(in text: String) -> [QueryWord] {
    var words: [QueryWord] = []
    var text = text
    text.makeContiguousUTF8()
    let utf8 = Array(text.utf8)
    var previousEnd: Int?
    var terms = WordTerms()
    var (formTerms, rootTerms) = (WordTerms(), WordTerms())
    unsafe forEachWord(of: text) { word, range, position in
      terms.removeAll()
      unsafe appendTerms(ofWord: word, to: &terms)
      formTerms.removeAll()
      rootTerms.removeAll()
      unsafe forms?.appendTerms(ofWord: word, to: &formTerms)
      unsafe roots?.appendTerms(ofWord: word, to: &rootTerms)
      let isStopWord = unsafe terms.isEmpty || isQueryStopWord(word)
      let gap = previousEnd.map { utf8[$0..<range.lowerBound] }
      let isJoined = gap.map { connects($0) || isMonth(words.last?.form, $0, terms) } ?? false
      previousEnd = range.upperBound
      for index in 0..<terms.positionCount {
        let source = index < terms.count ? terms.source(of: index) : 0..<word.count
        words.append(
          QueryWord(
            term: index < terms.count ? terms.string(of: index) : nil,
            form: index < formTerms.count ? formTerms.string(of: index) : nil,
            root: index < rootTerms.count ? rootTerms.string(of: index) : nil,
            range: source.offset(by: range.lowerBound), position: position + index,
            isStopWord: isStopWord, isJoinedToPrevious: index > 0 || isJoined))
      }
      return terms.positionCount
    }
    return words
  }

  /// Whether the word of `terms` and the one before it, of the form `previous` and with white space
  /// between, are the name of a month: كانون الثاني.
  private func isMonth(_ previous: String?, _ gap: ArraySlice<UInt8>, _ terms: WordTerms) -> Bool {
    guard chain == .arabic, terms.count == 1, gap.allSatisfy({ $0 == 0x20 }) else { return false }
    return MonthSpellings.isPair(previous, terms.string(of: 0))
  }

  /// Whether the bytes between two words connect them: no bytes, or one connecting sign.
  private func connects(_ gap: ArraySlice<UInt8>) -> Bool {
    guard chain != .whitespace else { return false }
    let scalars = Array(String(decoding: gap, as: UTF8.self).unicodeScalars)
    guard let first = scalars.first else { return true }
    return scalars.count == 1 && Self.connectors.contains(first)
  }

  /// Hyphens, slash, underscore, full stop, colon, apostrophes, `@`, `&` and tatweel.
  private static let connectors = Set<Unicode.Scalar>(
    "-\u{2010}\u{2011}/_.:'’@&\u{640}".unicodeScalars)
}
