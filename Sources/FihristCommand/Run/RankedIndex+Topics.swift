import Fihrist
import FihristAnswers

extension RankedIndex {
  /// The best documents for `topic`.
  func hits(for topic: Topic, _ options: TopicOptions, limit: Int) throws -> [Hit] {
    let query = options.query(for: topic, analyzer: index.analyzer)
    var request = SearchRequest(query, filter: filter, limit: limit)
    request.fields = []
    return try index.search(request).hits
  }

  /// What `fihrist run` prints for `topics`, as a run.
  func run(of topics: [Topic], _ options: TopicOptions, limit: Int) throws -> Run {
    var run = Run()
    for topic in topics {
      let hits = try hits(for: topic, options, limit: limit)
      if !hits.isEmpty { run.rank(hits.map { RunWord($0.key).text }, for: topic.id) }
    }
    return run
  }
}
