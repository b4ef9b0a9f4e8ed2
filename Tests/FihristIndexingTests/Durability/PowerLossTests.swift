import FihristTestSupport
import Foundation
import Testing

@testable import FihristIndexing

/// Power fails before each call to the disk, and takes away what was not made durable.
@Suite(.serialized) struct PowerLossTests {
  /// Whether there is time for everything.
  static let isLong = ProcessInfo.processInfo.environment["FIHRIST_LONG_TESTS"] == "1"

  /// What is taken at point `point`.
  static func losses(_ point: Int, random: Int) -> [PowerLoss] {
    [.nothing, .everything, .bytes, .bytesNotLengths]
      + (0..<random).map { .random(seed: UInt64(point * 1_000 + $0)) }
  }

  @Test(arguments: isLong ? Array(UInt64(1)...4) : [1])
  func `a crash at any call leaves the last commit or the one under way, and a writer goes on`(
    _ seed: UInt64
  ) async throws {
    let home = try FihristTestSupport.TemporaryDirectory()
    let disk = SimulatedDisk(root: home.path)
    let life = IndexLife(seed: seed)
    let run = IndexLifeRun(life, on: disk)
    try await run.run()
    let sweep = CrashSweep(run, seed: seed)
    for point in 0...disk.count {
      try await sweep.crash(
        at: point, Self.losses(point, random: Self.isLong ? 24 : 2),
        recovering: Self.isLong ? 6 : point % 4 == 0 ? 1 : 0)
      if sweep.problems.count >= 5 { break }
    }
    #expect(sweep.problems.isEmpty, "\(sweep.report)")
    print(
      "power loss, seed \(seed): \(disk.count + 1) points, \(sweep.crashCount) crashes,",
      "\(sweep.checker.stateCount) different states read,",
      "in \(sweep.checker.recoveryCount) of them a writer continued")
  }

  @Test func `a crash of the writer that cleans up after a crash changes nothing`() async throws {
    let home = try FihristTestSupport.TemporaryDirectory()
    let disk = SimulatedDisk(root: home.path)
    let run = IndexLifeRun(IndexLife(seed: 7), on: disk)
    try await run.run()
    let sweep = CrashSweep(run, seed: 7)
    let points = disk.points
    for point in 0...disk.count {
      // After other calls the same names lie there as a call before.
      let changesNames = point > 0 && points[point - 1].call.changesNames
      guard Self.isLong ? changesNames : changesNames && point % 13 == 0 else { continue }
      try await sweep.crashTwice(at: point, random: Self.isLong ? 8 : 1)
      if sweep.problems.count >= 5 { break }
    }
    #expect(sweep.problems.isEmpty, "\(sweep.report)")
    print(
      "power loss while cleaning up: \(sweep.crashCount) crashes,",
      "\(sweep.secondStateCount) different states read")
  }
}
