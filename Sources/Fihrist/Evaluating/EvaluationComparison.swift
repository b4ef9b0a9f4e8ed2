/// Two runs, measured by the same judgements and compared topic by topic.
public struct EvaluationComparison: Sendable, Hashable {
  /// The run that is compared.
  public let first: Evaluation

  /// The run that it is compared with.
  public let second: Evaluation

  /// Measures `run` and `other` by the judgements in `qrels`.
  public init(of run: Run, with other: Run, by qrels: Qrels, measures: [Measure]) {
    first = Evaluation(of: run, by: qrels, measures: measures)
    second = Evaluation(of: other, by: qrels, measures: measures)
  }

  /// How much higher the first run is in each measure, in their order, and whether that may be
  /// chance.
  ///
  /// - Parameter seed: Where the random numbers start; the same seed gives the same figures.
  /// - Complexity: O(10,000 · topics · measures).
  public func differences(seed: UInt64 = 1) -> [Difference] {
    let columns = zip(first.values, second.values).map { zip($0, $1).map { $0 - $1 } }
    var resampling = Resampling(seed: seed)
    let significances = columns.map { resampling.significance(of: $0) }
    let estimates = Estimate.means(of: columns, seed: seed)
    return zip(estimates, zip(significances, Resampling.holm(significances))).map {
      Difference(estimate: $0, significance: $1.0, adjustedSignificance: $1.1)
    }
  }

  /// The topics where the runs differ in the measure at `index`, those first in which the first
  /// run won most; equal ones in the order of the judgements.
  public func changes(ofMeasure index: Int) -> [Change] {
    let changes = first.topics.indices.compactMap { topic in
      let change = Change(
        topic: first.topics[topic], first: first.values[index][topic],
        second: second.values[index][topic])
      return change.difference == 0 ? nil : (topic, change)
    }
    return changes.sorted {
      ($1.1.difference, $0.0) < ($0.1.difference, $1.0)
    }.map(\.1)
  }

  /// How much two runs differ in a measure.
  public struct Difference: Sendable, Hashable {
    /// The mean of the differences, first minus second, and its interval.
    public var estimate: Estimate
    /// The probability of such a difference if the runs were equally good: two-sided, by a paired
    /// randomisation test of 10,000 rounds; not below 1/10,001.
    public var significance: Double
    /// ``significance`` after Holm's correction for the number of measures. Below 0.05 for several
    /// measures, even one of them is chance with a probability of at most 5 %.
    public var adjustedSignificance: Double
  }

  /// A topic that two runs rank differently.
  public struct Change: Sendable, Hashable {
    /// Its name in the judgements.
    public var topic: String
    /// The value that the first run has.
    public var first: Double
    /// The value that the second run has.
    public var second: Double
    /// The first value minus the second.
    public var difference: Double { first - second }
  }
}
