package import FihristStorage

/// The blocks of a term dictionary, for walks that pass most terms by.
///
/// A walk reads the strings of a block itself, by the nibbles of control bytes, and asks for the
/// entries of few terms.
@safe package struct TermBlocks {
  private let reader: TermDictionaryReader
  /// The metadata that follow, of the present block.
  private var metadata: BlockCursor?
  /// How many terms of the block have had their metadata read.
  private var read = 0
  private var postings = 0
  private var positions = 0

  /// The number of the present block; -1 before ``open(_:)``.
  package private(set) var number = -1

  init(_ reader: TermDictionaryReader) { self.reader = reader }

  /// How many blocks there are.
  package var count: Int { reader.blockCount }

  /// Opens block `number`, which is below ``count``.
  ///
  /// - Returns: A cursor before the first control byte of the strings of its terms.
  /// - Throws: ``IndexError`` of kind `damaged`.
  package mutating func open(_ number: Int) throws(IndexError) -> BlockCursor {
    guard var cursor = unsafe BlockCursor(try reader.bytes(ofBlock: number)),
      let byteCount = cursor.varint(), let start = unsafe cursor.take(byteCount),
      let first = cursor.varint(),
      let strings = unsafe BlockCursor(UnsafeRawBufferPointer(start: start, count: byteCount))
    else { throw reader.damage("a block is cut off") }
    self.number = number
    read = 0
    postings = first
    positions = 0
    if reader.hasPositions {
      guard let first = cursor.varint() else { throw reader.damage("a block is cut off") }
      positions = first
    }
    metadata = cursor
    return strings
  }

  /// What is known about term `index` of the present block, above those asked for before.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package mutating func entry(_ index: Int) throws(IndexError) -> TermEntry {
    while let term = nextMetadata() {
      let entry = TermEntry(
        documentFrequency: term.documentFrequency,
        postings: postings..<postings + term.postingsByteCount,
        positions: positions..<positions + term.positionsByteCount)
      postings = entry.postings.upperBound
      positions = entry.positions.upperBound
      if read > index { return entry }
    }
    throw reader.damage("the metadata of a block is cut off")
  }

  private mutating func nextMetadata() -> TermMetadata? {
    guard read < TermBlock.termCount, var cursor = metadata,
      let term = TermMetadata(&cursor, hasPositions: reader.hasPositions)
    else { return nil }
    metadata = cursor
    read += 1
    return term
  }

  /// The first block behind the present one that may have a term whose code starts with `bytes` or
  /// is above that; ``count`` if there is none.
  ///
  /// - Parameter bytes: Up to eight bytes, the first one the highest; zeros behind them.
  package func following(reaching bytes: UInt64) -> Int {
    reader.block(reaching: bytes, after: number)
  }

  /// The error for damage to a term.
  package func damage(_ reason: String) -> IndexError { reader.damage(reason) }
}
