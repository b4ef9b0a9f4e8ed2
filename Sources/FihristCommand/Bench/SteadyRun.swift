import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Asks in this process at a steady rate: a request is due whether or not those before are done.
/// It takes a thread that is free, and if all are busy its wait counts.
struct SteadyRun {
  /// Requests a second.
  let rate: Double
  /// Seconds.
  let duration: Double
  /// Threads that do the work.
  let threads: Int

  /// What the threads share.
  private final class Progress: Sendable {
    let next = Atomic(0)
    let latencies = Mutex(RequestLatencies())
    let failure = Mutex<(any Error)?>(nil)
  }

  /// Runs to the end.
  ///
  /// - Parameter work: Does request `number`, from 0, on the thread of a number.
  /// - Throws: ``SilentExit`` if the command is interrupted; what `work` throws.
  func latencies(
    _ work: @escaping @Sendable (_ thread: Int, _ number: Int) throws -> Void
  ) throws -> RequestLatencies {
    let progress = Progress()
    let count = Int((rate * duration).rounded(.up))
    let (start, rate) = (Clock.wall, rate)
    try Threads.run(threads) { thread in
      var latencies = RequestLatencies()
      while case let number = progress.next.add(1, ordering: .relaxed).oldValue, number < count {
        let due = start + UInt64(Double(number) * 1e9 / rate)
        guard Self.sleep(until: due) else { break }
        let sent = Clock.wall
        do {
          try work(thread, number)
        } catch {
          progress.failure.withLock { $0 = error }
          break
        }
        latencies.record(due: due, start: sent, end: Clock.wall)
      }
      progress.latencies.withLock { [latencies] in $0.add(latencies) }
    }
    if let failure = progress.failure.withLock({ $0 }) { throw failure }
    if Interruption.isRequested { throw SilentExit(status: .interrupted) }
    return progress.latencies.withLock { $0 }
  }

  /// Sleeps until a time of the wall clock; false if the command is interrupted.
  private static func sleep(until time: UInt64) -> Bool {
    while true {
      if Interruption.isRequested { return false }
      let now = Clock.wall
      guard now < time else { return true }
      var rest = timespec(tv_sec: 0, tv_nsec: Int(min(time - now, 100_000_000)))
      _ = unsafe nanosleep(&rest, nil)
    }
  }
}
