internal import FihristStorage
internal import FihristZstd
internal import Synchronization

/// Turns frames of stored documents back into records, on any number of threads at once.
///
/// Decoding contexts are kept for later calls, because making one costs more than decoding an
/// article.
@safe package final class DocumentDecompressor: Sendable {
  private let dictionary: ZstdDictionary?
  /// The vocabulary of the codes in the frames, if they have codes.
  let words: WordVocabulary?
  private let pool = Mutex<[DecodingContext]>([])

  /// Makes a decompressor for frames made with `dictionary`; empty means none.
  ///
  /// - Returns: nil if `bytes` start like a dictionary but are not one, or without memory.
  package convenience init?(dictionary bytes: UnsafeRawBufferPointer) {
    unsafe self.init(dictionary: bytes, words: nil)
  }

  /// Makes a decompressor for frames made with `dictionary` and codes of `words`.
  init?(dictionary bytes: UnsafeRawBufferPointer, words: WordVocabulary?) {
    self.words = words
    dictionary = unsafe bytes.isEmpty ? nil : ZstdDictionary(bytes)
    if unsafe !bytes.isEmpty && dictionary == nil { return nil }
  }

  /// Calls `body` with the record in `frame`.
  ///
  /// - Returns: nil if `frame` is not a frame, or was made with another dictionary.
  package func withRecord<Result>(
    of frame: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result?
  ) -> Result? {
    guard let context = takeContext() else { return nil }
    defer { give(context) }
    if let words {
      guard let rest = unsafe context.decodeWords(frame, words),
        let record = unsafe context.text.makeRecord(words: words.fields, rest: rest)
      else { return nil }
      return unsafe body(record)
    }
    guard let count = unsafe context.decode(frame) else { return nil }
    return unsafe body(UnsafeRawBufferPointer(start: context.record, count: count))
  }

  /// Calls `body` with the values of the record in `frame`.
  ///
  /// - Returns: nil if `frame` is not a frame, or was made with another dictionary.
  func withValues<Result>(
    of frame: UnsafeRawBufferPointer, _ body: ([StoredText]) -> Result?
  ) -> Result? {
    guard let words else {
      return unsafe withRecord(of: frame) { record -> Result? in
        unsafe StoredText.values(ofRecord: record).flatMap(body)
      }
    }
    guard let context = takeContext() else { return nil }
    defer { give(context) }
    guard let rest = unsafe context.decodeWords(frame, words) else { return nil }
    return unsafe context.text.makeValues(words: words.fields, rest: rest).flatMap(body)
  }

  /// The first value of `field` in `frame`, alone; nothing behind it is decoded if it is words.
  ///
  /// - Returns: nil if `frame` is not a frame, or was made with another dictionary.
  func document(ofField field: Int, in frame: UnsafeRawBufferPointer) -> StoredDocument? {
    guard let words, field < StoredDocument.maximumFieldCount, words.fields >> field & 1 != 0 else {
      let whole = unsafe withRecord(of: frame) { unsafe StoredDocument(record: $0) }
      guard let whole else { return nil }
      return StoredDocument(fields: Array(whole.fields.filter { $0.field == field }.prefix(1)))
    }
    guard let context = takeContext() else { return nil }
    defer { give(context) }
    return unsafe context.document(ofField: field, in: frame, words)
  }

  /// Calls `body` with the record in `frame`, which has no words.
  func withRest<Result>(
    of frame: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result?
  ) -> Result? {
    guard let context = takeContext() else { return nil }
    defer { give(context) }
    guard let count = unsafe context.decode(frame) else { return nil }
    return unsafe body(UnsafeRawBufferPointer(start: context.record, count: count))
  }

  private func takeContext() -> DecodingContext? {
    if let context = pool.withLock({ $0.popLast() }) { return context }
    return DecodingContext(dictionary: dictionary)
  }

  private func give(_ context: DecodingContext) {
    context.shrink()
    pool.withLock { $0.append(context) }
  }
}

/// One decompressor and its buffers, used by one thread at a time.
@safe private final class DecodingContext: @unchecked Sendable {
  // Handed from thread to thread through the pool's lock, never shared.
  private let decompressor: ZstdDecompressor
  private var code: UnsafeMutablePointer<UInt8>
  private(set) var record: UnsafeMutablePointer<UInt8>
  private var codeCapacity: Int
  var text = WordText()

  private static let ordinaryCapacity = 64 << 10

  init?(dictionary: ZstdDictionary?) {
    guard let made = ZstdDecompressor(dictionary: dictionary) else { return nil }
    decompressor = made
    codeCapacity = Self.ordinaryCapacity
    unsafe code = .allocate(capacity: codeCapacity)
    unsafe record = .allocate(capacity: LetterCode.mostExpansion * codeCapacity + 8)
  }

  deinit {
    unsafe code.deallocate()
    unsafe record.deallocate()
  }

  /// Decodes `frame` into ``record``; returns the record's byte count.
  func decode(_ frame: UnsafeRawBufferPointer) -> Int? {
    guard var cursor = unsafe BlockCursor(frame), let count = cursor.varint() else { return nil }
    let byteCount = cursor.remaining
    // zstd expands a block of 4 bytes to 128 KiB at most: a larger count is false, and no memory is
    // allocated for it.
    guard count <= 2 * RecordEncoder.maximumRecordByteCount,
      count >> 15 <= byteCount, let bytes = unsafe cursor.take(byteCount)
    else { return nil }
    reserve(for: count)
    let decoded = unsafe decompressor.decompress(
      UnsafeRawBufferPointer(start: bytes, count: byteCount),
      into: UnsafeMutableBufferPointer(start: code, count: codeCapacity))
    guard decoded == count else { return nil }
    return unsafe LetterCode.decode(UnsafeBufferPointer(start: code, count: count), to: record)
  }

  /// Decodes `frame`, which has words, into ``text``.
  ///
  /// - Returns: The rest of the record, valid until ``shrink()``.
  func decodeWords(
    _ frame: UnsafeRawBufferPointer, _ words: WordVocabulary
  ) -> UnsafeRawBufferPointer? {
    guard let byteCount = unsafe text.decode(frame, words) else { return nil }
    guard text.hasRest(words.fields) else {
      return unsafe byteCount == frame.count
        ? UnsafeRawBufferPointer(start: record, count: 0) : nil
    }
    guard let count = unsafe decode(UnsafeRawBufferPointer(rebasing: frame[byteCount...])) else {
      return nil
    }
    return unsafe UnsafeRawBufferPointer(start: record, count: count)
  }

  /// The first value of `field`, whose values are words, in `frame`.
  func document(
    ofField field: Int, in frame: UnsafeRawBufferPointer, _ words: WordVocabulary
  ) -> StoredDocument? {
    guard unsafe text.decode(frame, words, through: field) != nil else { return nil }
    return text.makeDocument(ofField: field)
  }

  /// Drops the buffers of an unusually large document.
  func shrink() {
    text.removeAll()
    if codeCapacity > 16 * Self.ordinaryCapacity { allocate(Self.ordinaryCapacity) }
  }

  private func reserve(for count: Int) {
    if count > codeCapacity { allocate(count) }
  }

  private func allocate(_ capacity: Int) {
    unsafe code.deallocate()
    unsafe record.deallocate()
    codeCapacity = capacity
    unsafe code = .allocate(capacity: capacity)
    unsafe record = .allocate(capacity: LetterCode.mostExpansion * capacity + 8)
  }
}
