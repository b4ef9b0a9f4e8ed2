extension ParsedQuery {
  /// The query as it was understood, as a text that says the same without anything to assume: words
  /// that were typed, with the signs, quotes and brackets that they were read with.
  ///
  ///     ParsedQuery("حرب «غزة OR (لبنان", analyzer: .arabic).readAs   // …
  ///
  /// - Complexity: O(length of the text).
  public var readAs: String { QueryWriter(text).text(clauses) }
}
