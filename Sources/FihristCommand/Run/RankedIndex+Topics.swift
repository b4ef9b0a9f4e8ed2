import Fihrist

extension RankedIndex {
  /// The best documents for `topic`, read as a plain question.
  func hits(for topic: Topic, limit: Int) throws -> [Hit] {
    let query = Query.anyWords(in: topic.text, analyzer: index.analyzer)
    var request = SearchRequest(query, filter: filter, limit: limit)
    request.fields = []
    return try index.search(request).hits
  }
}
