internal import Synchronization

/// Lets as many searches run as there are threads, and as many wait as the queue holds.
///
/// Where the queue is full a random one of those that wait, or the new one, is turned away: a flood
/// from one client then hits that client most, and nobody waits for ever.
final class SearchGate: Sendable {
  /// Why a search does not run.
  enum Refusal: String, Error {
    /// The queue is full.
    case full
    /// It has waited too long.
    case late
  }

  private struct Waiter {
    var number: UInt64
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var running = 0
    var next: UInt64 = 0
    var waiters: [Waiter] = []
    /// Those that are about to wait.
    var arriving: Set<UInt64> = []
    /// Those that were cancelled while they were.
    var cancelled: Set<UInt64> = []
  }

  private let state = Mutex(State())
  private let alarms: Alarms
  private let capacity: Int
  private let queue: Int
  private let patience: Duration
  private let random: @Sendable (Int) -> Int

  /// Makes a gate.
  ///
  /// - Parameters:
  ///   - capacity: How many run at once, 1 or more.
  ///   - queue: How many wait.
  ///   - patience: How long one waits.
  ///   - alarms: What ends the waiting; the fewer there are, the fewer threads wake for them.
  ///   - random: A number from 0 up to and without its argument.
  init(
    capacity: Int, queue: Int, patience: Duration, alarms: Alarms = Alarms(),
    random: @escaping @Sendable (Int) -> Int = { Int.random(in: 0..<$0) }
  ) {
    (self.capacity, self.queue, self.patience, self.random) = (capacity, queue, patience, random)
    self.alarms = alarms
  }

  /// How many run and how many wait.
  var counts: (running: Int, waiting: Int) {
    state.withLock { ($0.running, $0.waiters.count) }
  }

  /// Runs `body` when it is its turn.
  ///
  /// - Throws: ``Refusal``, `CancellationError`, or what `body` throws.
  func run<Result: Sendable>(
    _ body: @Sendable (_ waited: Duration) async throws -> Result
  ) async throws -> Result {
    let start = ContinuousClock.now
    try await enter()
    defer { leave() }
    return try await body(start.duration(to: .now))
  }

  /// Takes a turn if nobody has to be waited for.
  ///
  /// - Returns: Whether there was one; then call ``leave()`` when it is over.
  func enterAtOnce() -> Bool {
    state.withLock { state in
      guard state.running < capacity, state.waiters.isEmpty else { return false }
      state.running += 1
      return true
    }
  }

  /// Waits for a turn; when it is over, call ``leave()``.
  ///
  /// - Parameter waiting: Called if there is something to wait for, with what ends the waiting as a
  ///   cancellation does; that may be called at any time.
  /// - Throws: ``Refusal`` or `CancellationError`; there is then nothing to leave.
  func enter(
    waiting: (_ cancel: @escaping @Sendable () -> Void) -> Void = { _ in }
  ) async throws {
    if enterAtOnce() { return }
    let number = state.withLock { state in
      state.next += 1
      state.arriving.insert(state.next)
      return state.next
    }
    waiting { [weak self] in self?.cancel(number) }
    let alarm = alarms.set(after: patience) { [weak self] in self?.end(number, Refusal.late) }
    defer { alarms.cancel(alarm) }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wait(Waiter(number: number, continuation: $0)) }
    } onCancel: {
      self.cancel(number)
    }
  }

  private func wait(_ waiter: Waiter) {
    enum Outcome { case waits, runs, cancelled, shed(Waiter) }
    let outcome = state.withLock { state -> Outcome in
      state.arriving.remove(waiter.number)
      if state.cancelled.remove(waiter.number) != nil { return .cancelled }
      // One may have left between the first look and this.
      if state.running < capacity, state.waiters.isEmpty {
        state.running += 1
        return .runs
      }
      guard state.waiters.count >= queue else {
        state.waiters.append(waiter)
        return .waits
      }
      let victim = random(state.waiters.count + 1)
      guard victim < state.waiters.count else { return .shed(waiter) }
      let shed = state.waiters.remove(at: victim)
      state.waiters.append(waiter)
      return .shed(shed)
    }
    switch outcome {
    case .waits: break
    case .runs: waiter.continuation.resume()
    case .cancelled: waiter.continuation.resume(throwing: CancellationError())
    case .shed(let waiter): waiter.continuation.resume(throwing: Refusal.full)
    }
  }

  private func cancel(_ number: UInt64) {
    let waiter = state.withLock { state -> Waiter? in
      guard let index = state.waiters.firstIndex(where: { $0.number == number }) else {
        if state.arriving.contains(number) { state.cancelled.insert(number) }
        return nil
      }
      return state.waiters.remove(at: index)
    }
    waiter?.continuation.resume(throwing: CancellationError())
  }

  private func end(_ number: UInt64, _ refusal: Refusal) {
    let waiter = state.withLock { state -> Waiter? in
      guard let index = state.waiters.firstIndex(where: { $0.number == number }) else {
        return nil
      }
      return state.waiters.remove(at: index)
    }
    waiter?.continuation.resume(throwing: refusal)
  }

  /// Hands the turn to the first that waits, or gives it back.
  func leave() {
    let waiter = state.withLock { state -> Waiter? in
      guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
      state.running -= 1
      return nil
    }
    waiter?.continuation.resume()
  }
}
