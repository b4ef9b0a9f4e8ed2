extension Analyzer {
  /// The words of a query with their terms, which are those of the index, and which words to leave
  /// out.
  ///
  /// A word on the query stop list of ``arabic`` still has a term: phrases need it, and so does a
  /// query that has only such words.
  package func queryWords(in text: String) -> [QueryWord] {
    var reader = QueryWordReader(self)
    return reader.words(in: text)
  }

  /// Whether a word, whose terms are `terms`, and the one before it, with white space between, are
  /// a name: of a month, as كانون الثاني, or one that many write as one word, as عبد الله.
  ///
  /// - Parameters:
  ///   - form: That of the word before it.
  ///   - previous: The letters of the word before it.
  func isName(
    _ form: String?, _ previous: @autoclosure () -> String, _ gap: [UInt8], _ terms: WordTerms,
    _ word: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard chain == .arabic, terms.count == 1, let form, gap.allSatisfy({ $0 == 0x20 }) else {
      return false
    }
    if MonthSpellings.isPair(form, terms.string(of: 0)) { return true }
    guard JoinedNames.startsPair(form) else { return false }
    return unsafe JoinedNames.isPair(
      foldedLetters(of: previous()), foldedLetters(of: String(decoding: word, as: UTF8.self)))
  }

  /// Whether a word of the form `form` is a name that has no Arabic root: the letters of يونيو are
  /// those of اليونان, and both are foreign.
  func isForeign(_ form: String) -> Bool {
    chain == .arabic && (MonthSpellings.isMonth(form) || ForeignSpellings.find(in: form) != nil)
  }

  /// Whether the bytes between two words connect them: no bytes, or one connecting sign.
  func connects(_ gap: [UInt8]) -> Bool {
    guard chain != .whitespace, gap != [0x20] else { return false }
    let scalars = Array(String(decoding: gap, as: UTF8.self).unicodeScalars)
    guard let first = scalars.first else { return true }
    return scalars.count == 1 && Self.connectors.contains(first)
  }

  /// Hyphens, slash, underscore, full stop, colon, apostrophes, `@`, `&` and tatweel.
  private static let connectors = Set<Unicode.Scalar>(
    "-\u{2010}\u{2011}/_.:'’@&\u{640}".unicodeScalars)
}
