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

  /// Whether the word of `terms` and the one before it, of the form `previous` and with white space
  /// between, are the name of a month: كانون الثاني.
  func isMonth(_ previous: String?, _ gap: [UInt8], _ terms: WordTerms) -> Bool {
    guard chain == .arabic, terms.count == 1, gap.allSatisfy({ $0 == 0x20 }) else { return false }
    return MonthSpellings.isPair(previous, terms.string(of: 0))
  }

  /// Whether the bytes between two words connect them: no bytes, or one connecting sign.
  func connects(_ gap: [UInt8]) -> Bool {
    guard chain != .whitespace else { return false }
    let scalars = Array(String(decoding: gap, as: UTF8.self).unicodeScalars)
    guard let first = scalars.first else { return true }
    return scalars.count == 1 && Self.connectors.contains(first)
  }

  /// Hyphens, slash, underscore, full stop, colon, apostrophes, `@`, `&` and tatweel.
  private static let connectors = Set<Unicode.Scalar>(
    "-\u{2010}\u{2011}/_.:'’@&\u{640}".unicodeScalars)
}
