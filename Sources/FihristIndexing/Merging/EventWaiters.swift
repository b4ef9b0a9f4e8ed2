/// Tasks that wait for the next event. Each can be woken individually.
struct EventWaiters {
  private var continuations: [UInt64: CheckedContinuation<Void, Never>] = [:]
  private var count: UInt64 = 0

  /// How many tasks wait.
  var waitingCount: Int { continuations.count }

  /// The ID of the next task that waits.
  mutating func makeID() -> UInt64 {
    count += 1
    return count
  }

  /// Adds a task that waits.
  mutating func add(_ id: UInt64, _ continuation: CheckedContinuation<Void, Never>) {
    continuations[id] = continuation
  }

  /// Wakes one task, if it waits.
  mutating func wake(_ id: UInt64) { continuations.removeValue(forKey: id)?.resume() }

  /// Wakes all tasks.
  mutating func wakeAll() {
    let woken = continuations.values
    continuations = [:]
    woken.forEach { $0.resume() }
  }
}
