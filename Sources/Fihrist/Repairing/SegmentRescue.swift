/// The documents of a damaged segment that can be saved.
struct SegmentRescue {
  /// What can be read of it.
  let remains: SegmentRemains

  /// What happens to the segment.
  private(set) var fate = IndexRepair.Fate.dropped

  /// The documents that are kept, by ID, with their keys.
  private(set) var saved: [(id: UInt32, key: [UInt8])] = []

  /// The keys of the documents that are not.
  private(set) var lostKeys: [[UInt8]] = []

  /// How many lost documents have keys that cannot be read.
  private(set) var lostWithoutKey = 0

  /// By how many ``lostKeys`` are more than the documents that were live, if it is not known which
  /// were.
  var surplusKeys: Int {
    isLiveKnown ? 0 : max(0, lostKeys.count - Int(remains.info.liveCount))
  }

  private let findings: [IndexCheck.Finding]
  private let keys: [[UInt8]?]
  /// The documents that are or may be live.
  private var candidates: [UInt32] = []
  /// Whether it is known which documents are live.
  private var isLiveKnown = true

  init(_ remains: SegmentRemains, _ findings: [IndexCheck.Finding]) {
    self.remains = remains
    self.findings = findings
    keys = remains.readKeys()
  }

  /// Whether the keys of other segments are needed to know which documents are live.
  var needsOthers: Bool {
    if case .failure = remains.live { return true }
    return false
  }

  /// Finds out which documents are live.
  ///
  /// If that cannot be read: a key that was live here is not live in another segment. So if exactly
  /// as many documents as were live are left after removing those with keys in `elsewhere`, they
  /// are the live ones.
  mutating func knowLive(elsewhere: Set<[UInt8]>, restoresDeleted: Bool) {
    candidates = (0..<remains.info.documentCount).filter(remains.mayLive)
    guard needsOthers else { return }
    candidates.removeAll { keys[Int($0)].map(elsewhere.contains) ?? false }
    isLiveKnown = candidates.count == Int(remains.info.liveCount) || restoresDeleted
  }

  /// Decides what happens to the segment.
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
    // If it is not known which were live, there may be more keys than live documents.
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
    return try SegmentRewrite(reader, keeping: live, for: .repair).run(
      to: &commit, isCancelled: isCancelled)
  }

  /// The summary for the report.
  var summary: IndexRepair.Segment {
    func texts(areDamage: Bool) -> [String] {
      findings.filter { $0.isDamage == areDamage }.map { "\($0.file): \($0.reason)" }
    }
    return IndexRepair.Segment(
      number: remains.info.number, fate: fate, documents: Int(remains.info.liveCount),
      saved: saved.count, damage: texts(areDamage: true), differences: texts(areDamage: false),
      lostFields: fate == .indexedAgain ? UnstoredColumns(remains).lostFields : [])
  }
}
