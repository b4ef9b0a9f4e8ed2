/// Merges that were started for a writer and have not ended.
struct StartedMerges {
  private var cancellations: [UInt64: MergeCancellation] = [:]
  private var sources: [UInt64: Set<UInt64>] = [:]
  private var isOver = false

  /// Segments that some merge is working on.
  var segments: Set<UInt64> { sources.values.reduce(into: []) { $0.formUnion($1) } }

  /// Records a merge of `segments` into segment `number`.
  mutating func start(
    _ number: UInt64, of segments: Set<UInt64>, cancellation: MergeCancellation
  ) {
    cancellations[number] = cancellation
    sources[number] = segments
    if isOver { cancellation.cancel() }
  }

  /// Records that the merge into segment `number` has ended.
  mutating func end(_ number: UInt64) {
    cancellations[number] = nil
    sources[number] = nil
  }

  /// Cancels all merges, and those that start from now on.
  ///
  /// - Returns: The numbers of the segments that they would have made.
  mutating func cancelAll() -> [UInt64] {
    isOver = true
    cancellations.values.forEach { $0.cancel() }
    return Array(cancellations.keys)
  }
}
