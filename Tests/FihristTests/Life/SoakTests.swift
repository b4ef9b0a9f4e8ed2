import Fihrist
import FihristTestSupport
import Foundation
import Testing

/// A writer, a deleter, a merger, readers and copies at once, for a bounded time.
///
/// `make test-races` runs this under the thread sanitizer; `FIHRIST_SOAK_SECONDS` says how long.
@Suite(.serialized) struct SoakTests {
  private static let environment = ProcessInfo.processInfo.environment

  private static var seconds: Double {
    if let text = environment["FIHRIST_SOAK_SECONDS"], let seconds = Double(text) { return seconds }
    return environment["FIHRIST_LONG_TESTS"] == "1" ? 120 : 2
  }

  @Test func `every reader sees whole commits that never change, whatever writers do`()
    async throws
  {
    let home = try TemporaryDirectory()
    let soak = try await Soak(home, seed: 1)
    let readers = (0..<3).map { number in SoakReader(soak, seed: UInt64(10 + number)) }
    let threads = readers.map { reader in SoakThread { reader.run() } }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await soak.run { try await soak.write() } }
      group.addTask { await soak.run { try await soak.delete() } }
      group.addTask { await soak.run { try await soak.merge() } }
      group.addTask { await soak.run { try await soak.copy() } }
      await wait(for: soak)
      soak.stop()
    }
    for thread in threads { await thread.join() }
    try await soak.close()
    #expect(soak.problems.isEmpty, "\(soak.problems.joined(separator: "\n"))")
    #expect(soak.hasDoneEverything, "\(soak.counts)")
    print("soak: \(soak.counts.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))")
  }

  /// Until the time is over; on a busy machine until everybody has had a turn, which can take as
  /// long as all the other tests.
  private func wait(for soak: Soak) async {
    let start = ContinuousClock.now
    while !soak.isOver {
      let elapsed = (ContinuousClock.now - start) / .seconds(1)
      if elapsed >= Self.seconds, soak.hasDoneEverything || elapsed >= 900 { return }
      try? await Task.sleep(for: .milliseconds(50))
    }
  }
}

/// A thread of the system's own, so that readers do not share the tasks' few.
private final class SoakThread: Sendable {
  private let ended = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread { [ended] in
      body()
      ended.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  func join() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [ended] in
        ended.wait()
        continuation.resume()
      }
    }
  }
}
