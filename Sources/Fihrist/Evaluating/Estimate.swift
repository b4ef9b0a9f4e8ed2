/// A mean over topics, and how far it may be off because there are only so many of them.
public struct Estimate: Sendable, Hashable {
  /// The mean; 0 if there are not any topics.
  public var mean: Double

  /// Where the mean over other topics of the same kind lies with a probability of 95 %.
  public var interval: ClosedRange<Double>

  /// The means of `columns`.
  static func means(of columns: [[Double]], seed: UInt64) -> [Estimate] {
    var resampling = Resampling(seed: seed)
    return zip(columns, resampling.intervals(of: columns)).map { values, interval in
      Estimate(mean: values.reduce(0, +) / Double(max(1, values.count)), interval: interval)
    }
  }
}
