/// One pass over all queries of a class with one operation.
struct MeasuredPass {
  /// Wall time of each query, nanoseconds, in the order of the file.
  var wall: [UInt64]
  /// Thread CPU time of each query, nanoseconds.
  var cpu: [UInt64]
  /// Wall time of the whole pass, nanoseconds, over all threads.
  var elapsed: UInt64
}

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

  /// Queries a second: on one thread the inverse of the mean best wall time, on several the
  /// queries of a pass by the wall time of the fastest pass.
  func queriesPerSecond(threads: Int) -> Double {
    let best = best(\.wall)
    guard let fastest = passes.map(\.elapsed).min(), !best.isEmpty else { return 0 }
    let total = threads == 1 ? best.reduce(0, +) : fastest
    return total == 0 ? 0 : Double(best.count) / (Double(total) / 1e9)
  }
}
