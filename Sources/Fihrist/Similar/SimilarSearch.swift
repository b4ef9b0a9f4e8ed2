/// The search that finds documents like another, or like a text: its words are chosen.
///
/// Several indexes rank as one: the one that has the document chooses the words, by the statistics
/// of all, and all search for them. ``Index/statistics(for:)-(SimilarRequest)`` of that one names
/// the terms, and the statistics are the sums for these.
///
///     var request = SimilarRequest(.key("4621"))
///     request.statistics = sums
///     if let chosen = try indexes.lazy.compactMap({ try $0.similarSearch(for: request) }).first {
///       let parts = try indexes.map { try $0.search(chosen.request.part) }
///       let similar = chosen.documents(SearchResults.merged(parts, for: chosen.request))
///     }
public struct SimilarSearch: Sendable, Hashable, Codable {
  /// The words that are searched for, the most significant first.
  public var words: [SimilarDocuments.Word]

  /// The search for any of them. Its limit is one above that of ``SimilarRequest`` if the document
  /// itself may be a hit.
  public var request: SearchRequest

  /// The key of the document, which is not shown; `nil` for a text.
  public var key: String?

  /// Whether the document is among those that the search counts.
  public var countsDocument: Bool

  /// The documents of what ``request`` finds: without the document itself.
  ///
  /// - Complexity: O(hits).
  public func documents(_ found: SearchResults) -> SimilarDocuments {
    var results = found
    if let key {
      let limit = max(0, request.limit - 1)
      results.hits.removeAll { $0.key.utf8.elementsEqual(key.utf8) }
      results.hits.removeSubrange(min(limit, results.hits.count)...)
      for index in results.hits.indices { results.hits[index].rank = index + 1 }
      if countsDocument, results.total.value > 0 { results.total.value -= 1 }
      results.total.value = max(results.total.value, results.hits.count)
    }
    results.next = nil
    return SimilarDocuments(words: words, results: results)
  }
}
