/// The values of measures for every judged topic of a run.
///
/// A topic that has judgements counts, with 0 if the run lacks it; a topic without judgements does
/// not, and neither does what the run has for it.
public struct Evaluation: Sendable, Hashable {
  /// What was measured.
  public let measures: [Measure]

  /// The topics that have judgements, in the order of these.
  public let topics: [String]

  /// For each of ``measures`` the values in the order of ``topics``.
  public let values: [[Double]]

  /// Measures `run` by the judgements in `qrels`.
  ///
  /// - Complexity: O(measures · (documents of the run + judgements · log judgements)).
  public init(of run: Run, by qrels: Qrels, measures: [Measure]) {
    self.measures = measures
    topics = qrels.topics
    values = measures.map { measure in
      qrels.topics.map { measure.value(of: run.ranking(for: $0), grades: qrels.grades(for: $0)) }
    }
  }

  /// The means over ``topics``, in the order of ``measures``, each with the interval in which it
  /// lies with a probability of 95 % (bootstrap of 10,000 rounds, percentiles).
  ///
  /// - Parameter seed: Where the random numbers start; the same seed gives the same intervals.
  /// - Complexity: O(10,000 · topics · measures).
  public func means(seed: UInt64 = 1) -> [Estimate] {
    Estimate.means(of: values, seed: seed)
  }
}
