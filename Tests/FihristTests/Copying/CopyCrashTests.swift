import FihristStorage
import FihristTestSupport
import Foundation
import Testing

/// Power fails, the process is killed, or the disk refuses, at each call of a backup and of a
/// restoring: the target holds what it held or the whole copy, and the next run succeeds.
@Suite(.serialized) struct CopyCrashTests {
  private static let isLong = ProcessInfo.processInfo.environment["FIHRIST_LONG_TESTS"] == "1"

  @Test(arguments: [false, true])
  func `a crash at any call leaves what was or the copy, and the next run succeeds`(
    isRestoring: Bool
  ) async throws {
    let folder = try TemporaryDirectory()
    let disk = SimulatedDisk(root: folder.path)
    let scene = try await CopyScene(isRestoring: isRestoring)
    try await scene.prepare(disk)
    let first = disk.count
    try scene.run(on: disk)
    var sweep = CopyCrashSweep(scene)
    var image = DiskImage()
    for point in 0...disk.count {
      if point > 0 { image.apply(disk.points[point - 1].call) }
      let isChosen = Self.isLong || point % 4 == 0 || point == disk.count
      guard point >= first, isChosen, sweep.problems.count < 5 else { continue }
      try sweep.crash(
        image, point, random: Self.isLong ? 24 : 1, isOver: point == disk.count)
    }
    #expect(sweep.problems.isEmpty, "\(sweep.problems.joined(separator: "\n"))")
    #expect(sweep.states > sweep.points)
    print("power loss while \(isRestoring ? "restoring" : "backing up"): \(sweep.summary)")
  }

  /// The second run removes what the first has left: what was not durable before the first crash
  /// may still be lost in the second.
  @Test func `a crash of the backup that cleans up after a crash costs nothing either`()
    async throws
  {
    let folder = try TemporaryDirectory()
    let disk = SimulatedDisk(root: folder.path)
    let scene = try await CopyScene(isRestoring: false)
    try scene.run(on: disk)
    var sweep = CopyCrashSweep(scene)
    var image = DiskImage()
    var changes = 0
    for point in disk.points {
      image.apply(point.call)
      guard point.call.changesNames else { continue }
      changes += 1
      guard Self.isLong || changes == 9 else { continue }
      try runAgain(scene, image, &sweep)
      if sweep.problems.count >= 5 { break }
    }
    #expect(sweep.problems.isEmpty, "\(sweep.problems.joined(separator: "\n"))")
    #expect(sweep.states > 0)
    print("power loss while backing up again: \(sweep.summary)")
  }

  /// Kills a backup that has left `image`, runs it again, and crashes at each call of that.
  private func runAgain(
    _ scene: CopyScene, _ image: DiskImage, _ sweep: inout CopyCrashSweep
  ) throws {
    let folder = try TemporaryDirectory()
    try image.write(image.remains(after: .nothing), to: folder.path)
    guard case .success(.nothing) = scene.finding(in: folder.path) else { return }
    let disk = SimulatedDisk(root: folder.path)
    try scene.run(on: disk)
    var later = image
    for number in 0...disk.count {
      if number > 0 { later.apply(disk.points[number - 1].call) }
      // The first calls remove what is left, the last publish.
      let isNearEnd = number < 16 || number > disk.count - 6
      guard Self.isLong || isNearEnd && number % 2 == 0 else { continue }
      try sweep.crash(
        later, number, random: Self.isLong ? 8 : 1, isOver: number == disk.count)
    }
  }

  @Test(arguments: [false, true])
  func `a disk that refuses any call costs nothing, and the next run succeeds`(
    isRestoring: Bool
  ) async throws {
    let scene = try await CopyScene(isRestoring: isRestoring)
    var sweep = CopyCrashSweep(scene)
    var (number, runs, refused) = (0, 0, 0)
    var isReached = true
    while isReached, sweep.problems.count < 5 {
      isReached = false
      for (code, lasts, isFull) in [(EIO, false, false), (ENOSPC, true, true), (EIO, true, false)] {
        let refusal = SimulatedDisk.Refusal(
          first: number, lasts: lasts, code: code, sparesSmallCalls: isFull)
        let count = try await refuse(scene, refusal, &sweep)
        runs += 1
        refused += count
        // A full disk does not mind small calls.
        isReached = isReached || count > 0
      }
      number += Self.isLong ? 1 : 8
    }
    #expect(sweep.problems.isEmpty, "\(sweep.problems.joined(separator: "\n"))")
    #expect(number > 60 && refused > 60)
    print(
      "refusals while \(isRestoring ? "restoring" : "backing up"): \(runs) runs,",
      "\(refused) calls refused; afterwards \(sweep.summary)")
  }

  /// Runs the copy on a disk that refuses, counted from the copy's first call.
  ///
  /// - Returns: How many calls were refused.
  private func refuse(
    _ scene: CopyScene, _ refusal: SimulatedDisk.Refusal, _ sweep: inout CopyCrashSweep
  ) async throws -> Int {
    let folder = try TemporaryDirectory()
    let disk = SimulatedDisk(root: folder.path)
    try await scene.prepare(disk)
    var late = refusal
    late.first += disk.count
    disk.refuse(late)
    var failure: (any Error)?
    do { try scene.run(on: disk) } catch { failure = error }
    disk.relent()
    if let failure, (failure as? IndexError)?.kind != .storage {
      sweep.note("\(refusal): \(failure)")
    }
    // What a refusal leaves in doubt, power may decide, or the next run.
    var image = DiskImage()
    for point in disk.points where !point.isRefused { image.apply(point.call) }
    try sweep.crash(image, disk.count, random: Self.isLong ? 8 : 1, isOver: failure == nil)
    sweep.look(disk, "\(refusal)", isOver: failure == nil)
    return disk.refusedCount
  }
}
