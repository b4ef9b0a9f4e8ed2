/// A segment under construction that one thread at a time fills with batches.
final class BatchLane: @unchecked Sendable {
  // Sendable because it is in `PendingChanges`, which a lock guards, or taken out by one thread.
  /// What takes the documents.
  var filler: SegmentFiller

  /// Wraps `filler`.
  init(_ filler: consuming SegmentFiller) { self.filler = filler }
}
