import FihristFormat

/// A segment that was written and belongs to no commit yet.
struct BuiltSegment: Sendable {
  /// What a manifest has to know about it.
  var info: SegmentInfo
  /// For each document, by ID, its ordinal in the whole input.
  var sequences: [UInt64]
  /// How many documents a later one with the same key replaced inside the builder.
  var duplicateCount: Int
}
