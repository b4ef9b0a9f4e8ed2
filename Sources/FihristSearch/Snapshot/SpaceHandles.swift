internal import FihristFormat
internal import FihristStorage

/// The term spaces of all segments of a snapshot, for calls that count no references: a query makes
/// several of them for each of its terms in each segment.
///
/// It is safe because the snapshot that has it keeps the segments, and rankers keep the snapshot.
@safe struct SpaceHandles: Sendable {
  private let handles: [Unmanaged<SegmentSpace>]
  private let spaceCount: Int

  /// Makes the handles of `segments`, which all have the same spaces.
  init(_ segments: [SegmentReader]) {
    spaceCount = segments.first?.spaces.count ?? 0
    unsafe handles = segments.flatMap { segment in
      unsafe segment.spaces.map { unsafe Unmanaged.passUnretained($0) }
    }
  }

  /// Calls `body` with a space of segment `segment`.
  @inline(__always)
  func with<Result>(
    segment: Int, space: Int, _ body: (SegmentSpace) throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    try unsafe handles[segment &* spaceCount &+ space]._withUnsafeGuaranteedRef {
      space -> Swift.Result<Result, IndexError> in
      Swift.Result { () throws(IndexError) in try body(space) }
    }.get()
  }

  /// Calls `body`, which throws nothing, with a space of segment `segment`.
  @inline(__always)
  func with(segment: Int, space: Int, _ body: (SegmentSpace) -> Void) {
    unsafe handles[segment &* spaceCount &+ space]._withUnsafeGuaranteedRef { body($0) }
  }
}
