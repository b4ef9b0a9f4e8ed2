import FihristFormat

extension MergePolicy {
  /// The segments that should be merged next, or `nil` if none should be.
  ///
  /// A tier that is full is merged, the lowest first; then a segment with too many deleted
  /// documents is rewritten by itself.
  ///
  /// - Parameter candidates: The segments that no merge is working on.
  /// - Returns: Numbers of segments; they do not depend on the order of the candidates.
  func choose(_ candidates: [MergeCandidate]) -> [UInt64]? {
    let ascending = candidates.sorted { Self.isSmaller($0, $1) }
    let mergeable = ascending.filter(isMergeable)
    var start = 0
    while start < mergeable.count {
      let tier = self.tier(of: mergeable[start])
      let end = mergeable[start...].firstIndex { self.tier(of: $0) != tier } ?? mergeable.count
      if end - start >= max(2, segmentsPerTier) {
        // Smaller segments that wait for others of their size are included: they cost little.
        let chosen = fitting(mergeable[..<end], byteLimit: maximumBytes)
        if chosen.count > 1 { return chosen.map(\.number) }
      }
      start = end
    }
    let worn = ascending.first { $0.deletedPart > deletedPart || $0.liveCount == 0 }
    return worn.map { [$0.number] }
  }

  /// The segments that should be merged next so that at most `count` remain, or `nil` if that is
  /// already so.
  ///
  /// With `count` 1, a single segment is also rewritten if it is not canonical or has deleted
  /// documents. If the limits of a segment do not allow `count`, more remain.
  func choose(_ candidates: [MergeCandidate], toSegments count: Int) -> [UInt64]? {
    let ascending = candidates.sorted { Self.isSmaller($0, $1) }
    if ascending.count > max(1, count) {
      let needed = ascending.count - max(1, count) + 1
      let chosen = fitting(ascending[..<needed], byteLimit: .max)
      return chosen.count > 1 ? chosen.map(\.number) : nil
    }
    guard count <= 1, let only = ascending.first else { return nil }
    return only.isCanonical && only.deletedCount == 0 ? nil : [only.number]
  }

  /// Whether adding should wait, because too many of `candidates` may still be merged.
  func isCrowded(_ candidates: [MergeCandidate]) -> Bool {
    candidates.count(where: isMergeable) > max(1, segmentLimit)
  }

  private func isMergeable(_ candidate: MergeCandidate) -> Bool {
    candidate.liveByteCount <= maximumBytes / 2
  }

  /// As many of the first of `candidates` as fit into one segment of `byteLimit`.
  private func fitting(
    _ candidates: ArraySlice<MergeCandidate>, byteLimit: UInt64
  ) -> ArraySlice<MergeCandidate> {
    var bytes: UInt64 = 0
    var documents = 0
    return candidates.prefix(max(2, segmentsPerMerge)).prefix { candidate in
      bytes += candidate.liveByteCount
      documents += candidate.liveCount
      return bytes <= byteLimit && documents <= FormatLimits.documentCount
    }
  }

  /// 0 for segments up to ``minimumBytes``, and 1 more each time the size grows by a factor of
  /// `segmentsPerTier`.
  private func tier(of candidate: MergeCandidate) -> Int {
    var tier = 0
    var limit = max(1, minimumBytes)
    while candidate.liveByteCount > limit {
      tier += 1
      let (next, overflow) = limit.multipliedReportingOverflow(by: UInt64(max(2, segmentsPerTier)))
      if overflow { break }
      limit = next
    }
    return tier
  }

  private static func isSmaller(_ a: MergeCandidate, _ b: MergeCandidate) -> Bool {
    (a.liveByteCount, a.number) < (b.liveByteCount, b.number)
  }
}
