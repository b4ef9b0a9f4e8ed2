import Synchronization
import Testing

@testable import FihristServer

@Suite struct AlarmsTests {
  @Test func `what is not cancelled is called once, in its time`() async throws {
    let alarms = Alarms()
    let called = Mutex<[Int: ContinuousClock.Instant]>([:])
    let start = ContinuousClock.now
    for number in 0..<60 {
      let alarm = alarms.set(after: .milliseconds(10 * number)) {
        called.withLock { calls in
          #expect(calls[number] == nil, "\(number) is called twice")
          calls[number] = .now
        }
      }
      if number % 3 == 0, number > 0 { alarms.cancel(alarm) }
    }
    let expected = Set((0..<60).filter { $0 % 3 != 0 || $0 == 0 })
    // Other tests may hold all threads for a while.
    for _ in 0..<2_000 where called.withLock({ $0.count < expected.count }) {
      try await Task.sleep(for: .milliseconds(10))
    }
    let calls = called.withLock { $0 }
    #expect(Set(calls.keys) == expected)
    for (number, time) in calls {
      #expect(start.duration(to: time) >= .milliseconds(10 * number), "\(number)")
    }
    // It watches again after it had nothing to do.
    await withCheckedContinuation { continuation in
      _ = alarms.set(after: .zero) { continuation.resume() }
    }
  }
}
