import Histogram

/// Latencies of one class and operation in microseconds.
struct LatencySummary {
  /// The arithmetic mean, exact.
  var mean: Double
  /// The median, to three significant digits.
  var p50: Double
  /// Nine of ten queries take no longer; three significant digits.
  var p90: Double
  /// 99 of 100 queries take no longer; three significant digits.
  var p99: Double
  /// The slowest, exact.
  var max: Double

  /// Summarises `nanoseconds`, which is not empty.
  init(nanoseconds: [UInt64]) {
    var histogram = Histogram<UInt32>(numberOfSignificantValueDigits: .three)
    var sum = 0.0
    for value in nanoseconds {
      _ = histogram.record(value)
      sum += Double(value)
    }
    mean = sum / Double(Swift.max(1, nanoseconds.count)) / 1000
    p50 = Double(histogram.valueAtPercentile(50)) / 1000
    p90 = Double(histogram.valueAtPercentile(90)) / 1000
    p99 = Double(histogram.valueAtPercentile(99)) / 1000
    max = Double(nanoseconds.max() ?? 0) / 1000
  }

  /// The figures with their names, in the order in which they are shown.
  var figures: [(name: String, value: Double)] {
    [("mean", mean), ("p50", p50), ("p90", p90), ("p99", p99), ("max", max)]
  }
}
