/// Byte strings in chunks of about 1 MiB, so that growing never copies existing bytes.
struct FrameStore: Sendable {
  private static let chunkByteCount = 1 << 20

  private var chunks: [[UInt8]] = []
  private var spans: [(chunk: UInt32, offset: UInt32, count: UInt32)] = []
  private(set) var byteCount = 0

  var count: Int { spans.count }

  mutating func append(_ frame: UnsafeBufferPointer<UInt8>) {
    let last = chunks.count - 1
    if last < 0 || chunks[last].count + frame.count > Self.chunkByteCount {
      chunks.append([])
      chunks[last + 1].reserveCapacity(max(Self.chunkByteCount, frame.count))
    }
    let chunk = chunks.count - 1
    spans.append((UInt32(chunk), UInt32(chunks[chunk].count), UInt32(frame.count)))
    unsafe chunks[chunk].append(contentsOf: frame)
    byteCount += frame.count + 12
  }

  func withFrame<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let span = spans[index]
    return unsafe try chunks[Int(span.chunk)].withUnsafeBufferPointer {
      (chunk) throws(Failure) -> Result in
      let range = Int(span.offset)..<Int(span.offset + span.count)
      return unsafe try body(UnsafeBufferPointer(rebasing: chunk[range]))
    }
  }
}
