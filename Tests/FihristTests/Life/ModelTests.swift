import Fihrist
import FihristTestSupport
import Foundation
import Testing

/// Thousands of random operations against a naive index in memory.
///
/// `FIHRIST_MODEL_SEED` names the one seed to run, to repeat a failure or to try another.
@Suite struct ModelTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let isLong = environment["FIHRIST_LONG_TESTS"] == "1"

  private static var seeds: [UInt64] {
    if let seed = environment["FIHRIST_MODEL_SEED"].flatMap(UInt64.init) { return [seed] }
    return Array(1...(isLong ? 40 : 3))
  }

  @Test(arguments: seeds)
  func `an index does what a naive one in memory does`(seed: UInt64) async throws {
    let (rounds, steps) = Self.isLong ? (20, 500) : (2, 400)
    var run = try ModelRun(seed: seed)
    do {
      for _ in 0..<rounds { try await run.run(steps: steps) }
    } catch {
      Issue.record("seed \(seed): \(error)")
    }
    let counts = run.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    print("model, seed \(seed): \(counts.joined(separator: ", "))")
  }
}
