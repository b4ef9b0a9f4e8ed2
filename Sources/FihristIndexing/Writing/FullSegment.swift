/// A segment that is complete and waits for the thread that writes it.
final class FullSegment: @unchecked Sendable {
  // Sendable because one thread makes it and one takes the builder out, and the hand-over
  // synchronizes the two.
  private var builder: SegmentBuilder?

  /// The number that the segment will have.
  let number: UInt64
  /// The commit that its documents belong to, counted from the opening of the writer.
  let epoch: UInt64
  /// Bytes of memory that it holds, plus those that writing it needs.
  let memoryUsed: Int

  /// Wraps `builder`.
  init(_ builder: consuming SegmentBuilder, number: UInt64, epoch: UInt64) {
    memoryUsed = builder.memoryUsed
    self.builder = consume builder
    self.number = number
    self.epoch = epoch
  }

  /// The segment; `nil` if it was taken before.
  func take() -> SegmentBuilder? { builder.take() }
}
