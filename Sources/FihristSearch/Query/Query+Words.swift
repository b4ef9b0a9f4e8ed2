public import FihristText

extension Query {
  /// The query for documents with any word of `text`: for topics and questions that are no queries.
  ///
  /// Signs and quotes mean nothing, and no phrases are made. Common words are left out as in
  /// ``parse(_:analyzer:)``; terms after the first ``maximumClauseCount`` different ones are left out
  /// too. Without a word in `text` the query matches nothing.
  ///
  /// - Complexity: O(length of `text`).
  public static func anyWords(in text: String, analyzer: Analyzer) -> Query {
    var builder = QueryBuilder()
    for word in analyzer.queryWords(in: text) {
      guard let term = word.term else { continue }
      let item = Item.term(Array(term.utf8))
      // Terms beyond the limit are refused; those before it still gain weight.
      _ = builder.add(.should, item, at: word.range, isStopWord: word.isStopWord)
    }
    _ = builder.finish()
    return builder.query
  }
}
