#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A merge asks it between two blocks of work whether it is cancelled, and how long it should rest.
///
/// A share of the time limits both processor and disk, on machines of any speed; a limit in bytes a
/// second would have to be measured on each machine.
final class MergePacer {
  /// The clock that measures work, and a way to sleep; tests use their own.
  struct Clock {
    /// The time since an arbitrary moment.
    var now: () -> Duration
    /// Waits.
    var sleep: (Duration) -> Void

    /// The clock of the machine.
    static var system: Clock {
      let start = ContinuousClock.now
      return Clock(now: { ContinuousClock.now - start }) { usleep(UInt32($0 / .microseconds(1))) }
    }
  }

  /// The least work before a rest: short for a query that waits meanwhile, but long compared with
  /// the cost of a rest.
  static let stretch = Duration.milliseconds(5)
  /// The longest sleep before cancellation is checked again.
  static let nap = Duration.milliseconds(20)

  private let share: MergeShare
  private let clock: Clock
  private let isCancelled: () -> Bool
  /// When the current stretch of work started.
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

  /// How long to rest after `worked`, so that work is `share` of the total time.
  static func rest(after worked: Duration, share: Double) -> Duration {
    worked * ((1 - share) / share)
  }

  private func checkCancellation() throws {
    if isCancelled() { throw CancellationError() }
  }
}
