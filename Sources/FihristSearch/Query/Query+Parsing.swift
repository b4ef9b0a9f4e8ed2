public import FihristText

extension Query {
  /// The query that `text` means in the query language; see `Documentation/QueryLanguage.md`.
  ///
  /// The text is read strictly. ``ParsedQuery`` reads what people type leniently, and records where
  /// in the text each part is.
  ///
  /// - Parameters:
  ///   - text: What the user typed.
  ///   - analyzer: The analyzer of the index.
  ///   - fields: The fields that the text may name.
  /// - Throws: ``QueryError`` as ``ParsedQuery/init(strictly:analyzer:fields:)`` does.
  /// - Complexity: O(length of `text`).
  public static func parse(
    _ text: String, analyzer: Analyzer, fields: QueryFields = .article
  ) throws -> Query {
    try ParsedQuery(strictly: text, analyzer: analyzer, fields: fields).query
  }

  /// The filter that `text` means in the query language.
  ///
  /// A filter says which documents may be found and has no effect on scores. Unlike a query, a text
  /// that only excludes matches all other documents.
  ///
  /// - Throws: ``QueryError`` as ``parse(_:analyzer:fields:)``; its reason says that it is about
  ///   the filter.
  /// - Complexity: O(length of `text`).
  public static func parseFilter(
    _ text: String, analyzer: Analyzer, fields: QueryFields = .article
  ) throws -> Query {
    do {
      return try ParsedQuery(strictly: text, analyzer: analyzer, fields: fields).filter
    } catch let error as QueryError {
      var error = error
      error.reason = "the filter is not a query: \(error.reason)"
      throw error
    }
  }

  /// The query for documents with any word of `text`: for topics and questions in plain words.
  ///
  /// Signs and quotes mean nothing, and no phrases are made, unless other spellings of names have
  /// two words. Common words are left out as in ``parse(_:analyzer:fields:)``; so is what follows
  /// the first ``maximumClauseCount`` words. Without a word in `text` the query matches nothing.
  ///
  /// - Complexity: O(length of `text`).
  public static func anyWords(in text: String, analyzer: Analyzer) -> Query {
    let words = analyzer.queryWords(in: text).filter { $0.term != nil }
    let bytes = Array(text.utf8)
    let mayBeCommon = words.allSatisfy(\.isStopWord)
    var queries: [Query] = []
    var start = 0
    while start < words.count, queries.count < maximumClauseCount {
      let end = start + (isName(at: start, of: words, in: bytes) ? 2 : 1)
      let unit = words[start..<end]
      start = end
      let chosen = unit.filter { mayBeCommon || !$0.isStopWord }.compactMap { Query($0) }
      guard let content = ParsedQuery.Content(unit), !chosen.isEmpty else { continue }
      let others = content.alternatives(unit, in: bytes, analyzer)
      queries +=
        chosen + others.map { .boost($0.query, by: content.weight(ofAlternative: $0)) }
    }
    return .boolean(should: Array(queries.prefix(maximumClauseCount)))
  }

  /// The query for documents with all words of `text` side by side, as if it stood in quotes;
  /// without a word in `text` it matches nothing.
  ///
  /// Common words count. Signs and quotes mean nothing.
  ///
  /// - Parameters:
  ///   - text: Words.
  ///   - slop: How many steps words may be from where they should be, as in
  ///     ``near(_:slop:isOrdered:)``.
  ///   - analyzer: The analyzer of the index.
  /// - Complexity: O(length of `text`).
  public static func phrase(of text: String, slop: Int = 0, analyzer: Analyzer) -> Query {
    let words = analyzer.queryWords(in: text)
    guard let content = ParsedQuery.Content(words[...]) else { return .none }
    let others = content.alternatives(words[...], in: Array(text.utf8), analyzer)
    return .boolean(
      should: [content.loosened(by: slop).query]
        + others.map {
          .boost($0.loosened(by: slop).query, by: content.weight(ofAlternative: $0))
        })
  }

  /// Whether two of `words` are one name: white space joins no others.
  private static func isName(at index: Int, of words: [QueryWord], in bytes: [UInt8]) -> Bool {
    guard index + 1 < words.count, words[index + 1].isJoinedToPrevious else { return false }
    let gap = bytes[words[index].range.upperBound...].prefix { $0 == 0x20 }
    return !gap.isEmpty && gap.endIndex == words[index + 1].range.lowerBound
  }
}
