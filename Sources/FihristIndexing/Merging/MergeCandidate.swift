import FihristFormat

/// What the merge policy knows about a segment.
struct MergeCandidate: Sendable, Hashable {
  /// The segment's number.
  var number: UInt64
  /// Bytes of its files.
  var byteCount: UInt64
  /// Live documents.
  var liveCount: Int
  /// Documents that were deleted.
  var deletedCount = 0
  /// Whether its bytes are a function of its documents alone.
  var isCanonical = true

  /// An estimate of the bytes of the live documents.
  var liveByteCount: UInt64 {
    guard deletedCount > 0 else { return byteCount }
    return UInt64(Double(byteCount) * Double(liveCount) / Double(liveCount + deletedCount))
  }

  /// The fraction that is deleted, from 0 to 1.
  var deletedPart: Double {
    deletedCount == 0 ? 0 : Double(deletedCount) / Double(liveCount + deletedCount)
  }
}

extension MergeCandidate {
  /// What `info` says of a segment.
  init(_ info: SegmentInfo) {
    self.init(
      number: info.number, byteCount: info.byteCount, liveCount: Int(info.liveCount),
      deletedCount: Int(info.documentCount - info.liveCount), isCanonical: info.isCanonical)
  }
}
