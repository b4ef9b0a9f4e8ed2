/// The check of one commit.
struct CommitCheck {
  private let directory: IndexDirectory
  private let manifest: Manifest
  private let level: IndexCheck.Level

  init(_ directory: IndexDirectory, manifest: Manifest, level: IndexCheck.Level) {
    self.directory = directory
    self.manifest = manifest
    self.level = level
  }

  /// Checks all segments.
  func run(_ progress: (UInt64, UInt64) -> Void) throws(IndexError) -> IndexCheck.Report {
    var report = IndexCheck.Report(generation: manifest.generation, level: level)
    let comparison = level == .full ? TextComparison.Method(manifest) : nil
    if case .impossible(let reason)? = comparison { report.uncompared = reason }
    report.findings = try newerManifests() + ownManifest()
    report.hasLostNotes = try hasLostNotes()
    let passes: UInt64 = level == .checksums ? 1 : 2
    let total = manifest.segments.reduce(0) { $0 + passes * $1.byteCount }
    var start: UInt64 = 0
    for info in manifest.segments {
      let check = SegmentCheck(
        directory: directory, schema: manifest.schema, info: info, level: level,
        comparison: comparison)
      var done: UInt64 = 0
      let findings = try check.run { byteCount in
        done += UInt64(byteCount)
        progress(start + min(done, passes * info.byteCount), total)
      }
      start += passes * info.byteCount
      report.findings += findings
      report.segments.append(
        IndexCheck.Segment(
          number: info.number, documents: Int(info.liveCount), byteCount: info.byteCount,
          isWhole: findings.isEmpty, isDamaged: findings.contains { $0.isDamage }))
    }
    if level == .full, report.isWhole { report.findings = try sharedKeys() }
    return report
  }

  /// A commit newer than the one that can be read is damaged: searches show the older.
  private func newerManifests() throws(IndexError) -> [IndexCheck.Finding] {
    let newer = try directory.fileNames().compactMap(IndexFileName.generation(ofManifest:)).filter {
      $0 > manifest.generation
    }
    return newer.map { generation in
      IndexCheck.Finding(
        file: IndexFileName.manifest(generation), segment: nil,
        reason:
          "the manifest of commit \(generation) cannot be read, and searches show commit "
          + "\(manifest.generation)",
        documents: IndexCheck.Documents(count: Int(manifest.liveCount), isKnown: false),
        remedy: .olderCommit)
    }
  }

  /// Damage in a manifest that can be read from one of its copies.
  private func ownManifest() throws(IndexError) -> [IndexCheck.Finding] {
    do {
      let file = try directory.open(
        IndexFileName.manifest(manifest.generation), kind: .manifest)
      let ranges = file.alteredRanges { _ in }
      if !ranges.isEmpty {
        let shown = ranges.map { "\($0.lowerBound)..<\($0.upperBound)" }.joined(separator: ", ")
        return [ownFinding("bytes \(shown) of it are not what was written", ranges)]
      }
      let body = unsafe [UInt8](try file.bytes(0..<file.byteCount))
      return body == manifest.body ? [] : [ownFinding("its two copies are not the same")]
    } catch {
      guard error.kind != .storage else { throw error }
      return [ownFinding(error.reason)]
    }
  }

  private func ownFinding(_ reason: String, _ ranges: [Range<Int>] = []) -> IndexCheck.Finding {
    IndexCheck.Finding(
      file: IndexFileName.manifest(manifest.generation), segment: nil, ranges: ranges,
      reason: reason, documents: IndexCheck.Documents(count: 0, isKnown: true),
      remedy: .newManifest)
  }

  /// Whether what the commit says about its input files cannot be read.
  private func hasLostNotes() throws(IndexError) -> Bool {
    guard manifest.userData[ImportNotes.name] != nil else { return false }
    return try ImportNotes(directory, namedBy: manifest.userData)?.state() == nil
  }

  /// Keys that belong to several live documents.
  private func sharedKeys() throws(IndexError) -> [IndexCheck.Finding] {
    var readers: [SegmentReader] = []
    for info in manifest.segments {
      readers.append(
        try SegmentReader(directory: directory, info: info, schema: manifest.schema))
    }
    var walk = try KeyMerge(readers)
    var shared: [UInt64: [String]] = [:]
    while try walk.next() {
      let living = walk.holders.filter { readers[$0.segment].live?.isLive($0.document) ?? true }
      for holder in living.dropFirst() {
        shared[readers[holder.segment].info.number, default: []].append(
          String(decoding: walk.key, as: UTF8.self))
      }
    }
    return shared.sorted { $0.key < $1.key }.map { segment, keys in
      IndexCheck.Finding(
        file: IndexFileName.segment(segment, .keys), segment: segment,
        reason: "keys of it belong to live documents of other segments, too",
        documents: IndexCheck.Documents(
          count: keys.count, isKnown: true,
          keys: Array(keys.prefix(IndexCheck.Documents.keyLimit))),
        remedy: .restore)
    }
  }
}

extension Manifest {
  /// Documents that are found.
  var liveCount: UInt64 { segments.reduce(0) { $0 + UInt64($1.liveCount) } }
}
