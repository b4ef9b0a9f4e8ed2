import Synchronization
import Testing

@testable import FihristServer

@Suite struct SearchGateTests {
  /// Counts how many run at once.
  private final class Meter: Sendable {
    let state = Mutex((running: 0, most: 0, done: 0))

    func work(_ duration: Duration) async throws {
      state.withLock {
        $0.running += 1
        $0.most = max($0.most, $0.running)
      }
      defer {
        state.withLock {
          $0.running -= 1
          $0.done += 1
        }
      }
      try await Task.sleep(for: duration)
    }
  }

  @Test func `no more run at once than there are threads, and all have their turn`() async throws {
    let gate = SearchGate(capacity: 3, queue: 1_000, patience: .seconds(300))
    let meter = Meter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask { try await gate.run { _ in try await meter.work(.microseconds(200)) } }
      }
      try await group.waitForAll()
    }
    #expect(meter.state.withLock { $0.most } == 3 && meter.state.withLock { $0.done } == 200)
    #expect(gate.counts == (0, 0))
  }

  /// Waits until `condition` holds.
  private func wait(_ condition: () -> Bool) async throws {
    for _ in 0..<2_000 {
      if condition() { return }
      try await Task.sleep(for: .milliseconds(1))
    }
    Issue.record("it did not come about within two seconds")
  }

  @Test func `where the queue is full the one that the dice choose is turned away`() async throws {
    for victim in 0...2 {
      let gate = SearchGate(
        capacity: 1, queue: 2, patience: .seconds(300), random: { _ in victim })
      let hold = AsyncStream.makeStream(of: Void.self)
      let first = Task { try await gate.run { _ in for await _ in hold.stream { break } } }
      try await wait { gate.counts.running == 1 }
      var waiting: [Task<Int, any Error>] = []
      for number in 0..<3 {
        let before = waiting.count
        waiting.append(Task { try await gate.run { _ in number } })
        if number < 2 { try await wait { gate.counts.waiting == before + 1 } }
      }
      // The third takes the slot of the one that is turned away, or is turned away itself.
      let refused = await waiting[victim].result
      #expect(throws: SearchGate.Refusal.full) { try refused.get() }
      hold.continuation.yield()
      try await first.value
      for (number, task) in waiting.enumerated() where number != victim {
        #expect(try await task.value == number)
      }
      #expect(gate.counts == (0, 0))
    }
  }

  @Test func `a cancelled one leaves the queue, a late one is told so`() async throws {
    let gate = SearchGate(capacity: 1, queue: 10, patience: .milliseconds(50))
    let hold = AsyncStream.makeStream(of: Void.self)
    let first = Task { try await gate.run { _ in for await _ in hold.stream { break } } }
    try await wait { gate.counts.running == 1 }
    let cancelled = Task { try await gate.run { _ in } }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }
    // A client that has left already, or leaves at any time.
    await #expect(throws: CancellationError.self) { try await gate.enter { $0() } }
    await #expect(throws: SearchGate.Refusal.late) { try await gate.run { _ in } }
    #expect(gate.counts == (1, 0))
    hold.continuation.yield()
    try await first.value
    #expect(gate.counts == (0, 0))
  }

  @Test func `clients that leave while they wait take no turn`() async throws {
    let gate = SearchGate(capacity: 1, queue: 500, patience: .seconds(600))
    let turns = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<150 {
        group.addTask {
          let leaving = Mutex<(@Sendable () -> Void)?>(nil)
          let client = Task {
            try await gate.enter { cancel in leaving.withLock { $0 = cancel } }
            defer { gate.leave() }
            try await Task.sleep(for: .microseconds(number % 5 * 100))
          }
          if number % 3 == 0 {
            try? await Task.sleep(for: .microseconds(number % 13 * 200))
            leaving.withLock { $0 }?()
          }
          do { try await client.value } catch { return false }
          return true
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(turns >= 100 && gate.counts == (0, 0))
  }

  @Test func `whatever is cancelled, refused or thrown, no turn is lost`() async throws {
    struct Trouble: Error {}
    let gate = SearchGate(capacity: 2, queue: 5, patience: .milliseconds(5))
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<500 {
        group.addTask {
          let task = Task {
            try await gate.run { _ in
              try await Task.sleep(for: .microseconds(number % 7 * 300))
              if number % 3 == 0 { throw Trouble() }
            }
          }
          if number % 4 == 0 {
            try? await Task.sleep(for: .microseconds(number % 11 * 100))
            task.cancel()
          }
          _ = await task.result
        }
      }
    }
    #expect(gate.counts == (0, 0))
    #expect(try await gate.run { _ in 7 } == 7)
  }
}
