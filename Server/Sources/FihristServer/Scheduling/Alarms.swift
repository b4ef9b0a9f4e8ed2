internal import Synchronization

/// Calls functions some time later, nearly always to be told before that they are not needed.
///
/// One task looks at all of them every few milliseconds, as long as there are any: a task that
/// sleeps for each would cost more than a short search.
final class Alarms: Sendable {
  private struct Alarm {
    var end: ContinuousClock.Instant
    var action: @Sendable () -> Void
  }

  private struct State {
    var alarms: [UInt64: Alarm] = [:]
    var next: UInt64 = 0
    var isWatched = false
  }

  private static let interval = Duration.milliseconds(10)
  private let state = Mutex(State())

  /// Has `action` called after `delay`, or a few milliseconds later.
  ///
  /// - Returns: What ``cancel(_:)`` takes.
  func set(after delay: Duration, _ action: @escaping @Sendable () -> Void) -> UInt64 {
    let end = ContinuousClock.now + delay
    let (number, isWatched) = state.withLock { state in
      state.next += 1
      state.alarms[state.next] = Alarm(end: end, action: action)
      defer { state.isWatched = true }
      return (state.next, state.isWatched)
    }
    if !isWatched { Task { await self.watch() } }
    return number
  }

  /// Takes an alarm back; nothing happens if it is over.
  func cancel(_ number: UInt64) {
    // The action may be the last owner of what it holds, which must not end under the lock.
    _ = state.withLock { $0.alarms.removeValue(forKey: number) }
  }

  private func watch() async {
    while true {
      try? await Task.sleep(for: Self.interval)
      let now = ContinuousClock.now
      let due = state.withLock { state -> [Alarm]? in
        guard !state.alarms.isEmpty else {
          state.isWatched = false
          return nil
        }
        let due = state.alarms.filter { $0.value.end <= now }
        for number in due.keys { state.alarms[number] = nil }
        return Array(due.values)
      }
      guard let due else { return }
      for alarm in due { alarm.action() }
    }
  }
}
