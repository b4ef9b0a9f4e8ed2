/// What is done with the queries.
struct BenchmarkPlan: Sendable {
  /// What hits must match as well; it is evaluated again for each query.
  var filter: String?
  /// How many hits a query is ranked for.
  var limit: Int
  /// Whether a second operation counts the matches too.
  var isCounting: Bool
  /// Passes that are not kept.
  var warmup: Int
  /// Passes that are kept.
  var repetitions: Int
  /// How many threads share the queries of a pass.
  var threads: Int

  /// The operations and whether each counts.
  var operations: [(name: String, counts: Bool)] {
    [("top\(limit)", false)] + (isCounting ? [("top\(limit)_count", true)] : [])
  }
}
