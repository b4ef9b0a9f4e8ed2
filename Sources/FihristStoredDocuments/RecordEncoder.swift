package import FihristStorage

/// Turns records into frames, in order. It holds back the first records until it has trained a
/// dictionary on them.
package struct RecordEncoder: ~Copyable {
  /// The most bytes of a record; zstd and the readers' arithmetic would allow more.
  static let maximumRecordByteCount = 1 << 30

  /// The dictionary of the frames; final once the first frame was passed on.
  package private(set) var dictionary: [UInt8] = []

  private var sample: DictionarySample? = DictionarySample()
  private var compressor: FrameCompressor?
  private var code: [UInt8] = []
  private var frame: [UInt8] = []

  /// Makes an encoder that has not seen a record.
  package init() {}

  /// How many bytes are held back.
  var heldByteCount: Int { sample?.bytes.count ?? 0 }

  /// Takes a record and passes the frames that are ready to `emit`, in the order of the records.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` for a record above 1 GiB, and what `emit` throws.
  package mutating func append(
    _ record: UnsafeBufferPointer<UInt8>,
    emit: (UnsafeBufferPointer<UInt8>) throws(IndexError) -> Void
  ) throws(IndexError) {
    try Self.check(record.count)
    if sample != nil {
      unsafe sample?.append(record)
      if sample?.isSufficient == true { unsafe try train(emit: emit) }
      return
    }
    code.removeAll(keepingCapacity: true)
    unsafe LetterCode.encode(record, appendingTo: &code)
    unsafe try compress(0..<code.count, of: code, emit: emit)
    // A single huge record must not hold its memory for the rest of the segment.
    if code.capacity > 4 << 20 { (code, frame) = ([], []) }
  }

  /// Refuses a record of more than ``maximumRecordByteCount`` bytes.
  static func check(_ byteCount: Int) throws(IndexError) {
    guard byteCount <= maximumRecordByteCount else {
      throw IndexError.invalid(
        "stored documents", "a document of \(byteCount) bytes is too large",
        advice: "split the document")
    }
  }

  /// Passes on the frames held back.
  package mutating func finish(
    emit: (UnsafeBufferPointer<UInt8>) throws(IndexError) -> Void
  ) throws(IndexError) {
    if sample != nil { unsafe try train(emit: emit) }
  }

  private mutating func train(
    emit: (UnsafeBufferPointer<UInt8>) throws(IndexError) -> Void
  ) throws(IndexError) {
    guard let held = sample else { return }
    sample = nil
    dictionary = held.trainedDictionary()
    compressor = try FrameCompressor(dictionary: dictionary)
    var start = 0
    for end in held.ends {
      unsafe try compress(start..<end, of: held.bytes, emit: emit)
      start = end
    }
  }

  private mutating func compress(
    _ range: Range<Int>, of codes: [UInt8],
    emit: (UnsafeBufferPointer<UInt8>) throws(IndexError) -> Void
  ) throws(IndexError) {
    unsafe try codes.withUnsafeBufferPointer { (buffer) throws(IndexError) in
      unsafe try compressor?.compress(UnsafeBufferPointer(rebasing: buffer[range]), into: &frame)
    }
    unsafe try frame.withUnsafeBufferPointer { (buffer) throws(IndexError) in
      unsafe try emit(buffer)
    }
  }
}
