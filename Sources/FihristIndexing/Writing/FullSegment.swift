/// A segment that no document is added to any more, on its way to the thread that writes it.
final class FullSegment: @unchecked Sendable {
  // Sendable because one thread makes it and one takes the builder out, and the hand-over orders the
  // two.
  private var builder: SegmentBuilder?

  /// What the segment will be called.
  let number: UInt64
  /// The commit that its documents belong to, counted from the opening of the writer.
  let epoch: UInt64
  /// Bytes of memory that it holds and that writing it takes.
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
