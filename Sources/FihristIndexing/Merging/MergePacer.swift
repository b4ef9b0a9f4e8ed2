import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The part of the time that merges may work. It may be changed, from any thread, while one runs.
final class MergeShare: Sendable {
  /// With less, merging would hardly go on.
  private static let least = 0.01

  private let bits: Atomic<UInt64>

  /// Starts with `share`.
  init(_ share: Double) { bits = Atomic(Self.limited(share).bitPattern) }

  /// The part, 0.01 to 1; other values become the nearer end.
  var value: Double {
    get { Double(bitPattern: bits.load(ordering: .relaxed)) }
    set { bits.store(Self.limited(newValue).bitPattern, ordering: .relaxed) }
  }

  private static func limited(_ share: Double) -> Double {
    share.isNaN ? 1 : min(max(share, least), 1)
  }
}

/// What a merge asks between two blocks of work: whether it is cancelled, and how long it should rest.
///
/// A share of the time says at once how much of the processor and of the disk is left for others,
/// on machines of every speed; bytes a second would have to be measured on each.
final class MergePacer {
  /// The clock by which work is measured, and how it is stopped; tests have one of their own.
  struct Clock {
    /// The time since some moment.
    var now: () -> Duration
    /// Waits.
    var sleep: (Duration) -> Void

    /// The clock of the machine.
    static var system: Clock {
      let start = ContinuousClock.now
      return Clock(now: { ContinuousClock.now - start }) { usleep(UInt32($0 / .microseconds(1))) }
    }
  }

  /// The least work before a rest: short for a query that waits meanwhile, long compared with what a
  /// rest costs.
  static let stretch = Duration.milliseconds(5)
  /// The longest part of a rest that passes before cancellation is looked at again.
  static let nap = Duration.milliseconds(20)

  private let share: MergeShare
  private let clock: Clock
  private let isCancelled: () -> Bool
  /// Since when the merge has worked without a rest.
  private var start: Duration

  /// Starts to measure work.
  init(share: MergeShare, clock: Clock = .system, isCancelled: @escaping () -> Bool) {
    self.share = share
    self.clock = clock
    self.isCancelled = isCancelled
    start = clock.now()
  }

  /// Rests if enough was done since the last rest.
  ///
  /// - Throws: `CancellationError` if the merge was cancelled.
  func step() throws {
    try checkCancellation()
    let worked = clock.now() - start
    guard worked >= Self.stretch else { return }
    var rest = Self.rest(after: worked, share: share.value)
    while rest > .zero {
      let nap = min(rest, Self.nap)
      clock.sleep(nap)
      rest -= nap
      try checkCancellation()
    }
    start = clock.now()
  }

  /// How long to rest after so much work that the work is `share` of the whole.
  static func rest(after worked: Duration, share: Double) -> Duration {
    worked * ((1 - share) / share)
  }

  private func checkCancellation() throws {
    if isCancelled() { throw CancellationError() }
  }
}
