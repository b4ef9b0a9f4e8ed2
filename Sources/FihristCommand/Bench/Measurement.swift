/// All repetitions of a class with one operation.
struct Measurement {
  /// The name of the class.
  var className: String
  /// `top10`, or `top10_count` when the matches are counted too.
  var operation: String
  /// One for each repetition, in order.
  var passes: [MeasuredPass] = []

  /// For each query the best of its repetitions, by the clock of `times`.
  func best(_ times: KeyPath<MeasuredPass, [UInt64]>) -> [UInt64] {
    guard var best = passes.first?[keyPath: times] else { return [] }
    for pass in passes.dropFirst() {
      for (index, value) in pass[keyPath: times].enumerated() {
        best[index] = min(best[index], value)
      }
    }
    return best
  }

  /// Queries per second: the queries of a pass divided by the wall time of the fastest pass.
  /// Computed in the same way for any number of threads, so that rates are comparable.
  var queriesPerSecond: Double {
    guard let first = passes.first, let fastest = passes.map(\.elapsed).min(), fastest > 0 else {
      return 0
    }
    return Double(first.wall.count) / (Double(fastest) / 1e9)
  }
}
