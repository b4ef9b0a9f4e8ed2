/// The terms of words: a buffer that is allocated once and refilled many times.
///
///     var terms = WordTerms()
///     for word in words {
///       terms.removeAll()
///       unsafe analyzer.appendTerms(ofWord: word, to: &terms)
///       for index in 0..<terms.count { use(terms.bytes(of: index)) }
///     }
package struct WordTerms: Sendable {
  /// No term is longer, in bytes of UTF-8. Longer words are cut at a character boundary:
  /// people do not type them, and the bound lets the index keep term lengths in two bytes.
  package static let maximumTermByteCount = 1_024

  /// Enough for what one scanned word can become: presentation forms of 3 bytes grow to at most 8.
  private static let initialCapacity = 4 * maximumTermByteCount

  /// Looked up once per buffer instead of once per word.
  let tables = ArabicTables()
  var storage: [UInt8]
  /// Stemmers read a few bytes before a word: see ``FoldedWord``.
  private static let firstByte = FoldedWord.margin
  var used = firstByte
  var spans: [Span] = []

  /// How many positions the words take. A word that the index leaves out has no term and takes one.
  package private(set) var positionCount = 0

  /// One term: its bytes in `storage`, its position, and the part of the word it came from.
  struct Span: Sendable {
    var bytes: Range<Int>
    var position: Int
    var source: Range<Int>
  }

  /// Makes an empty buffer.
  package init() {
    self.init(capacity: Self.initialCapacity)
    spans.reserveCapacity(16)
  }

  private init(capacity: Int) { storage = [UInt8](repeating: 0, count: capacity) }

  /// A buffer without memory that nothing is appended to.
  static let unused = WordTerms(capacity: 0)

  /// How many terms there are.
  package var count: Int { spans.count }

  /// Whether it is empty.
  package var isEmpty: Bool { spans.isEmpty }

  /// Forgets all terms and keeps the memory.
  package mutating func removeAll() {
    used = Self.firstByte
    positionCount = 0
    spans.removeAll(keepingCapacity: true)
  }

  /// The UTF-8 bytes of term `index`; never empty, never more than ``maximumTermByteCount``.
  package func bytes(of index: Int) -> ArraySlice<UInt8> {
    storage[spans[index].bytes]
  }

  /// Calls `body` with the UTF-8 bytes of term `index`, which are valid during the call.
  package func withBytes<Result, Failure: Error>(
    of index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let span = spans[index].bytes
    return try unsafe storage.withUnsafeBufferPointer { (all) throws(Failure) -> Result in
      try unsafe body(UnsafeBufferPointer(rebasing: all[span]))
    }
  }

  /// The position of term `index`, counted from the first word since ``removeAll()``.
  package func position(of index: Int) -> Int { spans[index].position }

  /// The bytes of its word that term `index` came from.
  package func source(of index: Int) -> Range<Int> { spans[index].source }

  /// Term `index` as a string.
  package func string(of index: Int) -> String {
    String(decoding: bytes(of: index), as: UTF8.self)
  }
}

extension WordTerms {
  /// Grows the storage so that it can take `byteCount` more bytes.
  @inline(__always)
  mutating func reserve(_ byteCount: Int) {
    if storage.count - used < byteCount { grow(by: byteCount) }
  }

  @inline(never)
  private mutating func grow(by byteCount: Int) {
    let missing = max(byteCount, storage.count)
    storage.append(contentsOf: repeatElement(0, count: missing))
  }

  /// Ends a term that was written to `bytes` of `storage`.
  @inline(__always)
  mutating func append(_ bytes: Range<Int>, source: Range<Int>) {
    spans.append(Span(bytes: bytes, position: positionCount, source: source))
    positionCount += 1
    used = bytes.upperBound
  }

  /// Takes the terms from `index` on out; their positions stay.
  mutating func leaveOut(from index: Int) { spans.removeLast(spans.count - index) }

  /// Skips the position of a word that the index leaves out.
  mutating func skipPosition() {
    positionCount += 1
  }
}
