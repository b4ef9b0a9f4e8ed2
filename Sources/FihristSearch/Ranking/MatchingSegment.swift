/// The documents of a segment that match a query.
struct MatchingSegment {
  /// The segment with the documents that were looked at.
  let view: SegmentView

  /// Those that match; `nil` for none.
  let documents: DocumentBits?
}
