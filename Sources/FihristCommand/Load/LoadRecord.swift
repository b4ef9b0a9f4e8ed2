/// What came of the requests of a run.
struct LoadRecord {
  /// By their outcomes.
  private(set) var outcomes: [LoadOutcome: RequestLatencies] = [:]
  /// All of them, those without an answer too: they waited as long as they did.
  private(set) var all = RequestLatencies()
  /// The most connections that were open at once.
  var connections = 0
  /// How many requests found every connection busy when they were due.
  var delayed = 0
  /// Seconds from the first request that counts to the last answer.
  var seconds = 0.0

  /// Adds a request.
  mutating func add(_ outcome: LoadOutcome, due: UInt64, start: UInt64?, end: UInt64) {
    outcomes[outcome, default: RequestLatencies()].record(due: due, start: start, end: end)
    all.record(due: due, start: start, end: end)
  }

  /// How many were answered as asked.
  var succeeded: Int {
    outcomes.filter { $0.key.isSuccess }.values.map(\.intended.count).reduce(0, +)
  }

  /// All, and if there are several, each outcome, the most frequent first.
  var rows: [LatencyTable.Row] {
    let sorted = outcomes.sorted {
      ($1.value.intended.count, $0.key.name) < ($0.value.intended.count, $1.key.name)
    }
    let rows = sorted.map { LatencyTable.Row(name: $0.key.name, latencies: $0.value) }
    return rows.count == 1 ? rows : [LatencyTable.Row(name: "all", latencies: all)] + rows
  }
}
