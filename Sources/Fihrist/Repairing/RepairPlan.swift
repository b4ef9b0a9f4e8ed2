/// What is damaged in a commit and what can be saved of it.
struct RepairPlan {
  /// The commit from which the repair continues.
  let manifest: Manifest

  /// The damaged segments.
  private(set) var rescues: [SegmentRescue] = []

  /// The undamaged segments.
  private(set) var kept: [SegmentInfo] = []

  /// The report of the repair.
  private(set) var report: IndexRepair.Report

  /// Checks the index in `directory`.
  ///
  /// - Throws: `IndexError`: `damaged` if no manifest can be read; `notFound`, `unsupported`,
  ///   `storage`.
  init(
    _ repair: IndexRepair, in directory: IndexDirectory, progress: (UInt64, UInt64) -> Void
  ) throws(IndexError) {
    var manifest = try Manifest.newest(in: directory)
    var check = try CommitCheck(directory, manifest: manifest, level: repair.level).run(progress)
    // Without the lock, a writer may have removed files during the check.
    while !check.isWhole, let next = try? Manifest.newest(in: directory),
      next.generation > manifest.generation
    {
      manifest = next
      check = try CommitCheck(directory, manifest: manifest, level: repair.level).run(progress)
    }
    self.manifest = manifest
    report = IndexRepair.Report(source: manifest.generation)
    try plan(check, repair: repair, in: directory)
  }

  private mutating func plan(
    _ check: IndexCheck.Report, repair: IndexRepair, in directory: IndexDirectory
  ) throws(IndexError) {
    // Which of two documents with one key is the right one cannot be known.
    let findings = check.findings.filter { $0.remedy != .restore }
    let commits = findings.compactMap { IndexFileName.generation(ofManifest: $0.file) }
    report.unreadableCommits = commits.filter { $0 > manifest.generation }
    report.isManifestAltered = commits.contains(manifest.generation)
    let canIndexAgain = try canIndexAgain(in: directory, findings)
    for info in manifest.segments {
      let own = findings.filter { $0.segment == info.number }
      if own.isEmpty {
        kept.append(info)
        continue
      }
      let remains = try SegmentRemains(
        directory: directory, info: info, schema: manifest.schema)
      var rescue = SegmentRescue(remains, own)
      rescue.knowLive(
        elsewhere: try rescue.needsOthers ? liveKeys(without: info.number, in: directory) : [],
        restoresDeleted: repair.restoresDeleted)
      try rescue.choose(canIndexAgain: canIndexAgain, in: directory)
      rescues.append(rescue)
    }
    try summarize(directory)
  }

  /// Whether texts can become segments again.
  private func canIndexAgain(
    in directory: IndexDirectory, _ findings: [IndexCheck.Finding]
  ) throws(IndexError) -> Bool {
    guard manifest.schema.unstoredField == nil else { return false }
    let identity = try? manifest.schema.analyzerIdentity()
    if findings.isEmpty || identity == manifest.analyzerIdentity { return true }
    throw IndexError(
      .unsupported, path: directory.path,
      reason: "it was written with the analyzer \(manifest.analyzerIdentity)",
      advice: "repair it with the version that wrote it")
  }

  /// The keys of live documents of all segments but `number`, as far as they can be read.
  private func liveKeys(
    without number: UInt64?, in directory: IndexDirectory
  ) throws(IndexError) -> Set<[UInt8]> {
    var found: Set<[UInt8]> = []
    for info in manifest.segments where info.number != number {
      let remains = try SegmentRemains(
        directory: directory, info: info, schema: manifest.schema)
      guard case .success = remains.live else { continue }
      for (id, key) in remains.readKeys().enumerated() where remains.mayLive(UInt32(id)) {
        if let key { found.insert(key) }
      }
    }
    return found
  }

  private mutating func summarize(_ directory: IndexDirectory) throws(IndexError) {
    report.segments = rescues.map(\.summary)
    report.documents = kept.reduce(0) { $0 + Int($1.liveCount) } + report.saved
    var lost = rescues.flatMap(\.lostKeys)
    report.surplusKeys = rescues.reduce(0) { $0 + $1.surplusKeys }
    report.lostWithoutKey = rescues.reduce(0) { $0 + $1.lostWithoutKey }
    if !report.unreadableCommits.isEmpty { lost += try orphanedKeys(directory, lost) }
    report.lostKeys = lost.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The keys that are only in segments of unreadable commits.
  private func orphanedKeys(
    _ directory: IndexDirectory, _ lost: [[UInt8]]
  ) throws(IndexError) -> [[UInt8]] {
    let numbers = Set(manifest.segments.map(\.number))
    var known = try liveKeys(without: nil, in: directory).union(lost)
    var orphans: [[UInt8]] = []
    for name in try directory.fileNames() where name.hasSuffix(".keys") {
      guard let number = IndexFileName.segmentNumber(of: name), !numbers.contains(number) else {
        continue
      }
      for key in SegmentRemains.keys(inFile: name, of: directory)
      where known.insert(key).inserted {
        orphans.append(key)
      }
    }
    return orphans
  }
}
