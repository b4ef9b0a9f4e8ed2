/// The texts that a ``DocumentCompressor`` collected: for each document, its symbols and a frame of
/// the rest.
struct CollectedTexts: Sendable {
  /// The dictionary of the frames.
  var dictionary: [UInt8] = []
  /// How often each symbol occurs.
  var counts: [UInt32] = []
  /// How many symbols there are.
  var symbolCount = 0
  /// The bytes of all rests.
  var restByteCount = 0
  private(set) var symbols = FrameStore()
  private(set) var frames = FrameStore()
  private(set) var documents: [Document] = []
  private var frameCount: UInt32 = 0

  /// One document.
  struct Document: Sendable {
    /// Bytes of the record without the values that became symbols.
    var restByteCount: UInt32
    /// The number of the rest's frame, or `UInt32.max` without a rest.
    var frame: UInt32
  }

  /// How many documents there are.
  var count: Int { documents.count }

  /// Bytes of memory.
  var byteCount: Int { symbols.byteCount + frames.byteCount + 8 * count + 4 * counts.count }

  mutating func add(symbols row: UnsafeBufferPointer<UInt8>) { unsafe symbols.append(row) }

  mutating func add(frame: UnsafeBufferPointer<UInt8>) { unsafe frames.append(frame) }

  /// Adds a document, after its symbols and before its frame, if it has one.
  mutating func add(restByteCount: Int, hasFrame: Bool) {
    documents.append(
      Document(
        restByteCount: UInt32(restByteCount), frame: hasFrame ? frameCount : .max))
    if hasFrame { frameCount += 1 }
  }

  /// Calls `body` with the frame of document `index`, or with nothing if it has no rest.
  func withFrame<Result>(
    of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let frame = documents[index].frame
    if frame == .max { return unsafe body(UnsafeBufferPointer(start: nil, count: 0)) }
    return unsafe frames.withFrame(Int(frame), body)
  }
}
