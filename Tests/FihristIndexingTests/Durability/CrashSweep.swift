import FihristStorage
import FihristTestSupport

@testable import FihristIndexing

/// Crashes at the calls of one run, in ascending order.
final class CrashSweep {
  let checker: CrashChecker
  private(set) var crashCount = 0
  /// Different states after a second crash.
  private(set) var secondStateCount = 0
  private(set) var problems: [String] = []

  private let run: IndexLifeRun
  private let seed: UInt64
  private let points: [SimulatedDisk.Point]
  private var image = DiskImage()
  private var applied = 0

  init(_ run: IndexLifeRun, seed: UInt64) {
    self.run = run
    self.seed = seed
    points = run.disk.points
    checker = CrashChecker(run.life)
  }

  var report: String {
    "seed \(seed): " + problems.joined(separator: "\n")
  }

  /// Crashes before call `point`, in each way of `losses`, and lets a writer go on after the first
  /// `recovering` of them that differ, beginning at another one at each point.
  func crash(at point: Int, _ losses: [PowerLoss], recovering: Int) async throws {
    advance(to: point)
    let possible = run.possible(at: point)
    var seen: Set<DiskRemains> = []
    var rest = recovering
    for index in losses.indices {
      let loss = losses[(index + point) % losses.count]
      crashCount += 1
      let remains = image.remains(after: loss)
      guard seen.insert(remains).inserted else { continue }
      if let problem = try checker.problem(remains, of: image, possible: possible) {
        note(point, "\(loss)", problem)
      } else if rest > 0 {
        rest -= 1
        try await recover(remains, point, "\(loss)")
      }
    }
  }

  private func recover(_ remains: DiskRemains, _ point: Int, _ loss: String) async throws {
    let home = try FihristTestSupport.TemporaryDirectory()
    _ = try await goOn(SimulatedDisk(root: home.path), from: remains, point, loss)
  }

  /// Lets the next writer clean up and commit.
  ///
  /// - Returns: Where the index stood before.
  private func goOn(
    _ disk: SimulatedDisk, from remains: DiskRemains, _ point: Int, _ loss: String
  ) async throws -> Moment? {
    try image.write(remains, to: disk.root)
    guard let found = try? checker.moments(remains, of: image).get().max(by: { $0.step < $1.step })
    else {
      note(point, loss, "no whole commit is left")
      return nil
    }
    do {
      let problem = try await checker.recover(disk, from: found)
      if let problem { note(point, loss, problem) }
    } catch {
      note(point, loss, "the next writer: \(error)")
    }
    return found
  }

  /// Kills the process before call `point`, lets the next writer clean up and commit, and lets
  /// power fail before each of its calls: what was not durable before the first crash may still be
  /// lost in the second.
  func crashTwice(at point: Int, random: Int) async throws {
    advance(to: point)
    let home = try FihristTestSupport.TemporaryDirectory()
    let disk = SimulatedDisk(root: home.path)
    let killed = image.remains(after: .nothing)
    guard let found = try await goOn(disk, from: killed, point, "kill") else { return }
    let end = Moment(step: found.step, hasExtra: true)
    let possible = run.possible(at: point).union([end])
    let second = CrashChecker(run.life)
    var later = image
    let calls = disk.points.map(\.call)
    for number in 0...calls.count {
      if number > 0 { later.apply(calls[number - 1]) }
      for loss in PowerLossTests.losses(point + number, random: random) where loss != .nothing {
        crashCount += 1
        let problem = try second.problem(
          later.remains(after: loss), of: later,
          possible: number == calls.count ? [end] : possible)
        if let problem { note(point, "kill, then \(loss) before call \(number)", problem) }
      }
    }
    secondStateCount += second.stateCount
  }

  private func advance(to point: Int) {
    while applied < point {
      if !points[applied].isRefused { image.apply(points[applied].call) }
      applied += 1
    }
  }

  private func note(_ point: Int, _ loss: String, _ problem: String) {
    let calls = points[max(0, point - 6)..<point].map { "  \($0.call.summary)" }
    problems.append(
      "\(loss) after \(point) calls: \(problem)\n" + calls.joined(separator: "\n"))
  }
}
