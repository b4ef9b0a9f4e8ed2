import Synchronization

/// Gives out the numbers of segments, to any thread, each once.
final class SegmentNumbers: Sendable {
  private let upcoming: Atomic<UInt64>

  /// Begins with `first`.
  init(first: UInt64) { upcoming = Atomic(first) }

  /// A number that nobody has had.
  func next() -> UInt64 { upcoming.add(1, ordering: .relaxed).oldValue }

  /// Above every number that was given out.
  var limit: UInt64 { upcoming.load(ordering: .relaxed) }
}
