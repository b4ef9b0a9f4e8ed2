import FihristFormat

/// A segment that was written and belongs to no commit yet.
struct BuiltSegment: Sendable {
  /// Its entry in the manifest.
  var info: SegmentInfo
  /// For each document, by ID, its ordinal in the whole input.
  var sequences: [UInt64]
  /// How many documents were replaced inside the builder by a later one with the same key.
  var duplicateCount: Int
  /// The first of their keys.
  var repeatedKeys: RepeatedKeys
}
