extension Analyzer {
  /// Whether a query for `word` also finds `other` as another spelling of a name, or as another
  /// name of a month, whatever their terms are.
  ///
  /// - Complexity: O(length of the words).
  public func hasAlternative(_ other: String, to word: String) -> Bool {
    let wanted = queryWords(in: other).map(\.term)
    return alternatives(to: queryWords(in: word)[...], in: Array(word.utf8)).contains {
      queryWords(in: $0).map(\.term) == wanted
    }
  }
}
