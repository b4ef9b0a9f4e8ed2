import Synchronization

/// Gives out the numbers of segments, to any thread, each once.
final class SegmentNumbers: Sendable {
  private let upcoming: Atomic<UInt64>

  /// Starts with `first`.
  init(first: UInt64) { upcoming = Atomic(first) }

  /// A number that was not given out before.
  func next() -> UInt64 { upcoming.add(1, ordering: .relaxed).oldValue }

  /// Above every number that was given out.
  var limit: UInt64 { upcoming.load(ordering: .relaxed) }
}
