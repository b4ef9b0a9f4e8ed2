import Histogram

/// How long requests took, to three significant digits.
struct Latencies: Sendable {
  private var histogram = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
  private var sum = 0.0

  /// Adds a request that took so many nanoseconds.
  mutating func record(_ nanoseconds: UInt64) {
    _ = histogram.record(max(1, nanoseconds))
    sum += Double(nanoseconds)
  }

  /// Adds all of `other`.
  mutating func add(_ other: Latencies) {
    histogram.add(other.histogram)
    sum += other.sum
  }

  /// How many there are.
  var count: Int { Int(histogram.totalCount) }

  /// The arithmetic mean in milliseconds; 0 if there is none.
  var mean: Double { count == 0 ? 0 : sum / Double(count) / 1e6 }

  /// So many per cent took no longer, in milliseconds; 0 if there is none.
  func percentile(_ percent: Double) -> Double {
    count == 0 ? 0 : Double(histogram.valueAtPercentile(percent)) / 1e6
  }

  /// The figures with their names in milliseconds, in the order in which they are shown.
  var figures: [(name: String, value: Double)] {
    [
      ("mean", mean), ("p50", percentile(50)), ("p90", percentile(90)), ("p99", percentile(99)),
      ("p99.9", percentile(99.9)), ("max", percentile(100)),
    ]
  }

  /// The distribution as the programs of HdrHistogram read it, in milliseconds.
  var distribution: String {
    var text = ""
    histogram.outputPercentileDistribution(to: &text, outputValueUnitScalingRatio: 1e6)
    return text
  }

  /// A point of the distribution: so large a part of the requests took at most so long.
  struct Point: Hashable {
    /// From 0 to 1.
    var share: Double
    /// In milliseconds.
    var latency: Double
  }

  /// The distribution as points, closer to each other towards the slowest.
  var points: [Point] {
    guard count > 0 else { return [] }
    return histogram.percentiles(ticksPerHalfDistance: 5).map {
      Point(share: $0.percentileLevelIteratedTo / 100, latency: Double($0.value) / 1e6)
    }
  }
}
