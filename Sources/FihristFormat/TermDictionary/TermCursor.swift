package import FihristStorage

/// Walks over the terms of a segment in ascending order of their UTF-8.
package struct TermCursor {
  /// The current term in UTF-8; empty before the first call of ``next()``.
  package private(set) var bytes: [UInt8] = []

  /// What is known about the current term; undefined before the first call of ``next()``.
  package private(set) var entry = TermEntry(
    documentFrequency: 0, postings: 0..<0, positions: 0..<0)

  private let reader: TermDictionaryReader
  private var upcoming = 0
  private var strings: BlockCursor?
  private var metadata: BlockCursor?
  /// The code of the current term; see ``TermCode``.
  private var code: [UInt8] = []
  /// The last code of the previous block.
  private var lastCode: [UInt8] = []
  private var postings = 0
  private var positions = 0

  init(_ reader: TermDictionaryReader) { self.reader = reader }

  /// Steps to the next term.
  ///
  /// - Returns: false after the last.
  /// - Throws: ``IndexError`` of kind `damaged`, also if the term is not greater than the previous
  ///   one.
  package mutating func next() throws(IndexError) -> Bool {
    guard upcoming < reader.termCount else { return false }
    if upcoming % TermBlock.termCount == 0 { try openBlock(upcoming / TermBlock.termCount) }
    guard readString() else {
      throw reader.damage("a term is cut off, too long or not above the previous one")
    }
    // Within a block, front coding guarantees the order; codes have the order of the terms.
    let isFirst = upcoming % TermBlock.termCount == 0
    guard !isFirst || lastCode.lexicographicallyPrecedes(code) else {
      throw reader.damage("a block does not start above the previous one")
    }
    bytes.removeAll(keepingCapacity: true)
    let isTerm = unsafe code.withUnsafeBufferPointer {
      unsafe TermCode.decode($0, appendingTo: &bytes)
    }
    guard isTerm, bytes.count <= TermCode.maximumTermByteCount else {
      throw reader.damage("a term is not UTF-8 or too long")
    }
    try readEntry()
    upcoming += 1
    return true
  }

  private mutating func openBlock(_ block: Int) throws(IndexError) {
    guard var cursor = unsafe BlockCursor(try reader.bytes(ofBlock: block)),
      let count = cursor.varint(), let start = unsafe cursor.take(count),
      let first = cursor.varint()
    else { throw reader.damage("a block is cut off") }
    unsafe strings = BlockCursor(UnsafeRawBufferPointer(start: start, count: count))
    postings = first
    positions = 0
    if reader.hasPositions {
      guard let first = cursor.varint() else { throw reader.damage("a block is cut off") }
      positions = first
    }
    metadata = cursor
    swap(&lastCode, &code)
    code.removeAll(keepingCapacity: true)
  }

  private mutating func readString() -> Bool {
    guard var cursor = strings, let (shared, rest) = cursor.nibbles(),
      shared <= code.count, rest > 0, rest <= TermCode.maximumCodeByteCount,
      let suffix = unsafe cursor.take(rest),
      unsafe shared == code.count || suffix[0] > code[shared]
    else { return false }
    code.removeSubrange(shared...)
    unsafe code.append(contentsOf: UnsafeBufferPointer(start: suffix, count: rest))
    strings = cursor
    return code.count <= TermCode.maximumCodeByteCount
  }

  private mutating func readEntry() throws(IndexError) {
    guard var cursor = metadata,
      let term = TermMetadata(&cursor, hasPositions: reader.hasPositions)
    else { throw reader.damage("the metadata of a block is cut off") }
    metadata = cursor
    entry = TermEntry(
      documentFrequency: term.documentFrequency,
      postings: postings..<postings + term.postingsByteCount,
      positions: positions..<positions + term.positionsByteCount)
    postings = entry.postings.upperBound
    positions = entry.positions.upperBound
  }
}
