package import FihristStorage

/// Compresses the records of documents as they arrive, in any order, long before their segment is
/// written.
///
/// It trains a dictionary on the first MiB that it gets; the frames and the dictionary then go into
/// the segment together: see ``CompressedDocuments`` and
/// ``SegmentWriter/appendDocument(key:frame:)``.
package struct DocumentCompressor: ~Copyable {
  private var encoder = RecordEncoder()
  private var frames = FrameStore()
  private var recordCount = 0

  /// Makes an empty compressor.
  package init() {}

  /// How many records it took.
  package var count: Int { recordCount }

  /// Bytes that it holds in memory, for the caller's budget.
  package var byteCount: Int { frames.byteCount + encoder.heldByteCount }

  /// Takes a record (see ``StoredDocument/append(field:_:to:)``).
  ///
  /// - Returns: the number of its frame: 0, 1, … in the order of calls.
  /// - Throws: ``IndexError`` of kind `invalid` for a record above 1 GiB, `storage` without memory.
  @discardableResult
  package mutating func append(_ record: UnsafeBufferPointer<UInt8>) throws(IndexError) -> Int {
    unsafe try encoder.append(record) { (frame) throws(IndexError) in unsafe frames.append(frame) }
    recordCount += 1
    return recordCount - 1
  }

  /// Compresses what was held back and hands everything over.
  package consuming func finish() throws(IndexError) -> CompressedDocuments {
    unsafe try encoder.finish { (frame) throws(IndexError) in unsafe frames.append(frame) }
    return CompressedDocuments(dictionary: encoder.dictionary, frames: frames)
  }
}

/// Frames of stored documents and the dictionary that they were made with.
package struct CompressedDocuments: Sendable {
  /// What a ``SegmentWriter`` has to be given with the frames; empty if they were made without.
  package let dictionary: [UInt8]

  private let frames: FrameStore

  init(dictionary: [UInt8], frames: FrameStore) {
    self.dictionary = dictionary
    self.frames = frames
  }

  /// How many frames there are.
  package var count: Int { frames.count }

  /// Bytes that they take in memory.
  package var byteCount: Int { frames.byteCount }

  /// Calls `body` with the frame of the record that was appended as number `index`.
  package func withFrame<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe try frames.withFrame(index, body)
  }
}

/// Byte strings in chunks of about 1 MiB, so that growing never copies what is there.
struct FrameStore: Sendable {
  private static let chunkByteCount = 1 << 20

  private var chunks: [[UInt8]] = []
  private var places: [(chunk: UInt32, offset: UInt32, count: UInt32)] = []
  private(set) var byteCount = 0

  var count: Int { places.count }

  mutating func append(_ frame: UnsafeBufferPointer<UInt8>) {
    let last = chunks.count - 1
    if last < 0 || chunks[last].count + frame.count > Self.chunkByteCount {
      chunks.append([])
      chunks[last + 1].reserveCapacity(max(Self.chunkByteCount, frame.count))
    }
    let chunk = chunks.count - 1
    places.append((UInt32(chunk), UInt32(chunks[chunk].count), UInt32(frame.count)))
    unsafe chunks[chunk].append(contentsOf: frame)
    byteCount += frame.count + 12
  }

  func withFrame<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let place = places[index]
    return unsafe try chunks[Int(place.chunk)].withUnsafeBufferPointer {
      (chunk) throws(Failure) -> Result in
      let range = Int(place.offset)..<Int(place.offset + place.count)
      return unsafe try body(UnsafeBufferPointer(rebasing: chunk[range]))
    }
  }
}
