internal import Synchronization

/// Counts requests and their times, and writes them as Prometheus reads them.
final class ServerMetrics: Sendable {
  private struct Series: Hashable {
    var route: String
    var method: String
    var status: Int
  }

  private struct Times {
    /// How many took at most so long as each of ``bounds`` says, and how many longer.
    var counts = [Int](repeating: 0, count: bounds.count + 1)
    var sum = 0.0
  }

  private struct State {
    var times: [Series: Times] = [:]
    var shed: [String: Int] = [:]
  }

  /// Seconds.
  private static let bounds = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]

  private let state = Mutex(State())

  /// A request was answered.
  func add(route: String, method: String, status: Int, time: Duration) {
    let seconds = time / .seconds(1)
    let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    state.withLock { state in
      let series = Series(route: route, method: method, status: status)
      state.times[series, default: Times()].counts[bucket] += 1
      state.times[series, default: Times()].sum += seconds
    }
  }

  /// A search was turned away.
  func shed(_ reason: String) { state.withLock { $0.shed[reason, default: 0] += 1 } }

  /// All figures.
  ///
  /// - Parameters:
  ///   - gauges: Names with labels, and what they are at the moment.
  ///   - keptAnswers: How many answers were given that had been kept.
  func text(gauges: [(name: String, value: Int)], keptAnswers: Int) -> String {
    let state = state.withLock { $0 }
    let name = "fihrist_http_request_duration_seconds"
    var text = "# TYPE \(name) histogram\n"
    let sorted = state.times.sorted { Self.labels($0.key) < Self.labels($1.key) }
    for (series, times) in sorted {
      let labels = Self.labels(series)
      var sum = 0
      for (index, count) in times.counts.enumerated() {
        sum += count
        let bound = index < Self.bounds.count ? "\(Self.bounds[index])" : "+Inf"
        text += "\(name)_bucket{\(labels),le=\"\(bound)\"} \(sum)\n"
      }
      text += "\(name)_sum{\(labels)} \(times.sum)\n\(name)_count{\(labels)} \(sum)\n"
    }
    text += "# TYPE fihrist_searches_shed_total counter\n"
    for (reason, count) in state.shed.sorted(by: { $0.key < $1.key }) {
      text += "fihrist_searches_shed_total{reason=\"\(reason)\"} \(count)\n"
    }
    text += "# TYPE fihrist_kept_answers_total counter\nfihrist_kept_answers_total \(keptAnswers)\n"
    for gauge in gauges {
      let family = gauge.name.prefix { $0 != "{" }
      text += "# TYPE \(family) gauge\n\(gauge.name) \(gauge.value)\n"
    }
    return text
  }

  private static func labels(_ series: Series) -> String {
    "route=\"\(series.route)\",method=\"\(series.method)\",status=\"\(series.status)\""
  }
}
