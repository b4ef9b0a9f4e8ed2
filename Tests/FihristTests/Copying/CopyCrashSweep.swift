import FihristTestSupport

/// Looks at what crashes leave of a copy, and copies again.
struct CopyCrashSweep {
  let scene: CopyScene
  /// Moments at which the disk was looked at.
  private(set) var points = 0
  /// Ways in which it went.
  private(set) var crashes = 0
  /// Different states of the disk that were read and copied into again.
  private(set) var states = 0
  private(set) var problems: [String] = []

  init(_ scene: CopyScene) { self.scene = scene }

  var summary: String {
    "\(points) points, \(crashes) crashes, \(states) different states read and copied into again"
  }

  mutating func note(_ problem: String) { problems.append(problem) }

  /// Crashes when the disk is `image`, in each way.
  ///
  /// - Parameters:
  ///   - random: In how many ways chance takes something.
  ///   - isOver: Whether the copy has said that it is done.
  mutating func crash(_ image: DiskImage, _ point: Int, random: Int, isOver: Bool) throws {
    let losses =
      [.nothing, .everything, .bytes, .bytesNotLengths]
      + (0..<random).map { PowerLoss.random(seed: UInt64(point * 1_000 + $0)) }
    points += 1
    var seen: Set<DiskRemains> = []
    for loss in losses {
      crashes += 1
      let remains = image.remains(after: loss)
      guard seen.insert(remains).inserted else { continue }
      let folder = try TemporaryDirectory()
      try image.write(remains, to: folder.path)
      look(SimulatedDisk(root: folder.path), "\(loss) at call \(point)", isOver: isOver)
    }
  }

  /// Reads the target on `disk`, and copies into it again.
  mutating func look(_ disk: SimulatedDisk, _ label: String, isOver: Bool) {
    states += 1
    switch scene.finding(in: disk.root) {
    case .failure(let problem): note("\(label): \(problem.text)")
    case .success(let found):
      if isOver, found != .copied { note("\(label): the copy is done, and found is \(found)") }
      if let problem = scene.goOn(disk, from: found) { note("\(label): \(problem)") }
    }
  }
}
