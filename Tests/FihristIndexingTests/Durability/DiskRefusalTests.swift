import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation
import Testing

@testable import FihristIndexing

/// The disk is full, or reports errors, at each call.
@Suite(.serialized) struct DiskRefusalTests {
  private static let isLong = PowerLossTests.isLong

  /// Each way to refuse, from call `first` on.
  private static func refusals(_ first: Int) -> [SimulatedDisk.Refusal] {
    [
      SimulatedDisk.Refusal(first: first, lasts: false, code: EIO),
      SimulatedDisk.Refusal(first: first, lasts: true, code: ENOSPC, sparesSmallCalls: true),
      SimulatedDisk.Refusal(first: first, lasts: true, code: EIO),
    ]
  }

  /// How many calls a run makes; background merges make it vary a little.
  private static func callCount(_ life: IndexLife) async throws -> Int {
    let home = try FihristTestSupport.TemporaryDirectory()
    let disk = SimulatedDisk(root: home.path)
    try await IndexLifeRun(life, on: disk).run()
    return disk.count
  }

  @Test
  func `a disk that refuses any call costs nothing that was committed, and the writer goes on`()
    async throws
  {
    let life = IndexLife(seed: 11)
    let count = try await Self.callCount(life)
    let totals = Totals()
    var problems: [String] = []
    for first in 0..<count {
      for (index, refusal) in Self.refusals(first).enumerated() {
        if !Self.isLong, first % 60 != index * 20 + 3 { continue }
        problems += try await Self.run(life, refusal, totals)
      }
      if problems.count >= 3 { break }
    }
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    #expect(totals.refused > 0)
    print(
      "refusals: \(totals.runs) runs, \(totals.refused) calls refused,",
      "\(totals.failedSteps) steps failed and tried again, \(totals.crashes) crashes afterwards")
  }

  private final class Totals {
    var runs = 0
    var refused = 0
    var failedSteps = 0
    var crashes = 0
  }

  private static func run(
    _ life: IndexLife, _ refusal: SimulatedDisk.Refusal, _ totals: Totals
  ) async throws -> [String] {
    let home = try FihristTestSupport.TemporaryDirectory()
    let disk = SimulatedDisk(root: home.path, refusal: refusal)
    let run = IndexLifeRun(life, on: disk)
    let checker = CrashChecker(life)
    var problems: [String] = []
    run.failed = { step, error in
      totals.failedSteps += 1
      if (error as? IndexError)?.kind != .storage { problems.append("step \(step): \(error)") }
      if let problem = checker.problem(at: disk.root + "/index", after: [step - 1, step]) {
        problems.append("after step \(step) failed (\(error)): \(problem)")
      }
    }
    do {
      try await run.run()
    } catch {
      problems.append("\(error)")
    }
    disk.relent()
    totals.runs += 1
    totals.refused += disk.refusedCount
    let last = Moment(step: life.steps.count - 1)
    if let problem = checker.problem(at: disk.root + "/index", after: [last.step]) {
      problems.append("at the end: \(problem)")
    }
    let sweep = CrashSweep(run, seed: 11)
    // What a refusal leaves in doubt is decided by the calls that come next.
    let length = isLong ? 30 : 12
    let start = min(refusal.first, disk.count)
    for point in start...min(start + length, disk.count) {
      let losses = PowerLossTests.losses(point, random: isLong ? 4 : 2)
      try await sweep.crash(at: point, losses, recovering: isLong && point % 10 == 0 ? 1 : 0)
    }
    totals.crashes += sweep.crashCount
    if let problem = try await checker.recover(disk, from: last) { problems.append(problem) }
    return (problems + sweep.problems.prefix(2)).map { "\(refusal): \($0)" }
  }
}
