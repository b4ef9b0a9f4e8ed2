/// What can be saved of a damaged segment.
struct SegmentRescue {
  /// What can be read of it.
  let remains: SegmentRemains

  /// What becomes of it.
  private(set) var fate = IndexRepair.Fate.dropped

  /// The documents that are kept, by ID, with their keys.
  private(set) var saved: [(id: UInt32, key: [UInt8])] = []

  /// The keys of the documents that are not.
  private(set) var lostKeys: [[UInt8]] = []

  /// How many documents are lost whose keys cannot be read.
  private(set) var lostWithoutKey = 0

  private let findings: [IndexCheck.Finding]
  private let keys: [[UInt8]?]
  /// The documents that live, or may.
  private var candidates: [UInt32] = []
  /// Whether it is known which documents live.
  private var isLiveKnown = true

  init(_ remains: SegmentRemains, _ findings: [IndexCheck.Finding]) {
    self.remains = remains
    self.findings = findings
    keys = remains.readKeys()
  }

  /// Whether it takes the keys of other segments to know which documents live.
  var needsOthers: Bool {
    if case .failure = remains.live { return true }
    return false
  }

  /// Finds out which documents live.
  ///
  /// Where that cannot be read: of what lived, nothing lives in another segment. If what is left
  /// after taking away the keys that do is as many documents as lived, they are the same.
  mutating func knowLive(elsewhere: Set<[UInt8]>, restoresDeleted: Bool) {
    candidates = (0..<remains.info.documentCount).filter(remains.mayLive)
    guard needsOthers else { return }
    candidates.removeAll { keys[Int($0)].map(elsewhere.contains) ?? false }
    isLiveKnown = candidates.count == Int(remains.info.liveCount) || restoresDeleted
  }

  /// Decides what becomes of the segment.
  mutating func choose(
    canIndexAgain: Bool, in directory: IndexDirectory
  ) throws(IndexError) {
    if isLiveKnown, canIndexAgain {
      fate = .indexedAgain
    } else if isLiveKnown, isOnlyTextDamaged(in: directory) {
      fate = .rewritten
    }
    for id in candidates {
      guard let key = keys[Int(id)] else {
        lostWithoutKey += 1
        continue
      }
      if fate != .dropped, try remains.storedDocument(id) != nil {
        saved.append((id, key))
      } else {
        lostKeys.append(key)
      }
    }
    if saved.isEmpty { fate = .dropped }
    // Where it is unknown which lived, there may be more keys than documents.
    lostWithoutKey = min(
      lostWithoutKey, max(0, Int(remains.info.liveCount) - saved.count - lostKeys.count))
  }

  /// Whether everything but stored texts can be read, so that the rest can be merged.
  private func isOnlyTextDamaged(in directory: IndexDirectory) -> Bool {
    findings.allSatisfy { $0.file.hasSuffix(".documents") }
      && (try? SegmentReader(directory: directory, info: remains.info, schema: remains.schema))
        != nil
  }

  /// Writes the segment again with the documents that are kept.
  func rewrite(
    to commit: inout CommitReplacement, _ isCancelled: @escaping @Sendable () -> Bool
  ) throws -> SegmentInfo? {
    let reader = try SegmentReader(
      directory: commit.directory, info: remains.info, schema: remains.schema)
    let kept = Set(saved.map(\.id))
    var live = LiveDocuments(allLive: reader.documentCount)
    for id in 0..<remains.info.documentCount where !kept.contains(id) { live.remove(id) }
    return try SegmentRewrite(reader, keeping: live).run(to: &commit, isCancelled: isCancelled)
  }

  /// What there is to say about it.
  var summary: IndexRepair.Segment {
    IndexRepair.Segment(
      number: remains.info.number, fate: fate, documents: Int(remains.info.liveCount),
      saved: saved.count, damage: findings.map { "\($0.file): \($0.reason)" })
  }
}
