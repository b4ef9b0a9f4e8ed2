import Fihrist

extension RankedIndex {
  /// The best documents for `topic`, read as a plain question.
  func hits(for topic: Topic, limit: Int) throws -> [Hit] {
    let query = Query.anyWords(in: topic.text, analyzer: index.analyzer)
    var request = SearchRequest(query, filter: filter, limit: limit)
    request.fields = []
    return try index.search(request).hits
  }

  /// What `fihrist run` prints for `topics`, as a run.
  func run(of topics: [Topic], limit: Int) throws -> Run {
    var run = Run()
    for topic in topics {
      let hits = try hits(for: topic, limit: limit)
      if !hits.isEmpty { run.rank(hits.map { RunLine.word($0.key) }, for: topic.id) }
    }
    return run
  }
}
