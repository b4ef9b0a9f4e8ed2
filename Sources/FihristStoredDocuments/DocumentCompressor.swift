package import FihristStorage

/// Takes the records of documents as they arrive, in any order, long before their segment is
/// written.
///
/// Values that may be prose become rows of symbols; all else is compressed at once, with a
/// dictionary trained on the first MiB. See ``finish(order:)``.
package struct DocumentCompressor: ~Copyable {
  private let fields: UInt64
  private var splitter = RecordSplitter()
  private var encoder = RecordEncoder()
  private var texts = CollectedTexts()
  private var scratch: [UInt8] = []

  /// Makes an empty compressor for documents in which `fields` may be prose, a bit for each.
  package init(proseFields fields: UInt64) { self.fields = fields }

  /// How many records it took.
  package var count: Int { texts.count }

  /// Bytes that it holds in memory, for the caller's budget.
  package var byteCount: Int {
    texts.byteCount + encoder.heldByteCount + splitter.table.byteCount
  }

  /// Whether a document of `byteCount` bytes still fits.
  package func hasRoom(for byteCount: Int) -> Bool { splitter.table.hasRoom(for: 2 * byteCount) }

  /// Takes a record (see ``StoredDocument/append(field:_:to:)``).
  ///
  /// - Throws: ``IndexError`` of kind `invalid` for a record above 1 GiB, `damaged` for what is no
  ///   record, `storage` without memory.
  package mutating func append(_ record: UnsafeBufferPointer<UInt8>) throws(IndexError) {
    try RecordEncoder.check(record.count)
    guard fields != 0 else {
      texts.add(restByteCount: record.count, hasFrame: true)
      unsafe try compress(record)
      return
    }
    unsafe try splitter.split(record, words: fields)
    splitter.symbols.count(in: &texts.counts, numbers: splitter.table.count)
    splitter.symbols.pack(into: &scratch)
    unsafe scratch.withUnsafeBufferPointer { unsafe texts.add(symbols: $0) }
    let rest = splitter.rest.count
    texts.symbolCount += splitter.symbols.count
    texts.restByteCount += rest
    texts.add(restByteCount: rest, hasFrame: rest > 0)
    if rest == 0 { return }
    unsafe try splitter.rest.withUnsafeBufferPointer { (rest) throws(IndexError) in
      unsafe try compress(rest)
    }
  }

  private mutating func compress(_ record: UnsafeBufferPointer<UInt8>) throws(IndexError) {
    unsafe try encoder.append(record) { (frame) throws(IndexError) in
      unsafe texts.add(frame: frame)
    }
  }

  /// Hands everything over.
  ///
  /// - Parameter order: the numbers, 0, 1, … in the order of arrival, of the documents that are to
  ///   be stored, in the order in which they are.
  package consuming func finish(
    order: UnsafeBufferPointer<UInt32>
  ) throws(IndexError) -> CompressedDocuments {
    unsafe try encoder.finish { (frame) throws(IndexError) in unsafe texts.add(frame: frame) }
    texts.dictionary = encoder.dictionary
    var documents = CompressedDocuments(
      try RecordRestorer(texts, splitter.takeTable(), fields: fields))
    unsafe try documents.choose(order)
    return documents
  }
}

/// What a ``DocumentCompressor`` collected: for each document its symbols and a frame of the rest.
struct CollectedTexts: Sendable {
  /// What the frames were made with.
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
    /// Bytes of the record without what became symbols.
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

  /// Adds a document, whose symbols were added and whose frame, if there is a rest, will be.
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

extension GrowingBuffer<UInt32> {
  /// Makes `bytes` the symbols as varints.
  func pack(into bytes: inout [UInt8]) {
    let capacity = 5 * count
    bytes.removeAll(keepingCapacity: bytes.capacity <= 4 << 20)
    bytes.append(contentsOf: repeatElement(0, count: capacity))
    let written = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
      var next = 0
      for index in 0..<count {
        var rest = unsafe base[index]
        while rest >= 0x80 {
          unsafe bytes[next] = UInt8(truncatingIfNeeded: rest) | 0x80
          rest &>>= 7
          next &+= 1
        }
        unsafe bytes[next] = UInt8(truncatingIfNeeded: rest)
        next &+= 1
      }
      return next
    }
    bytes.removeLast(capacity - written)
  }

  /// Makes the row the symbols in `bytes`, which ``pack(into:)`` made.
  mutating func unpack(_ bytes: UnsafeBufferPointer<UInt8>) {
    removeAll(keepingAtMost: 1 << 20)
    reserve(bytes.count)
    var next = 0
    while next < bytes.count {
      var symbol: UInt32 = 0
      var shift: UInt32 = 0
      while unsafe bytes[next] >= 0x80 {
        symbol |= unsafe UInt32(bytes[next] & 0x7F) &<< shift
        shift &+= 7
        next &+= 1
      }
      unsafe append(symbol | UInt32(bytes[next]) &<< shift)
      next &+= 1
    }
  }
}
