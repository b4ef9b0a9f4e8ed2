import Synchronization

/// Hands out the numbers of segments, to any thread, each once.
final class SegmentNumbers: Sendable {
  private let upcoming: Atomic<UInt64>

  /// Starts with `first`.
  init(first: UInt64) { upcoming = Atomic(first) }

  /// A number that was not handed out before.
  func next() -> UInt64 { upcoming.add(1, ordering: .relaxed).oldValue }

  /// Greater than every number handed out so far.
  var limit: UInt64 { upcoming.load(ordering: .relaxed) }
}
