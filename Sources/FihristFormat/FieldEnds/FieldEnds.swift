package import FihristStorage

/// Where the fields of each document end: which of its positions belong to which field.
///
/// Positions are counted through all indexed fields of a document, in the order of the schema. A
/// field starts where the previous one ends. A hole, a position without a word, may be at its start
/// and between its values.
@safe package struct FieldEnds: Sendable {
  static let trailerByteCount = 8

  /// How many documents there are.
  package let documentCount: Int

  /// How many indexed fields each of them has.
  package let fieldCount: Int

  private let file: CheckedFile
  private let start: Int
  /// Where the offsets of the blocks start, which is where the last block ends.
  private let offsetsStart: Int
  private let blockCount: Int

  /// Reads the trailer of the section that lies in `range` of `file`.
  ///
  /// - Throws: ``IndexError`` of kind `damaged` if its parts do not fit.
  init(
    _ file: CheckedFile, in range: Range<Int>, documentCount: Int, fieldCount: Int
  ) throws(IndexError) {
    let end = range.upperBound - Self.trailerByteCount
    guard end >= range.lowerBound else { throw Self.damage(file) }
    let trailer = unsafe try file.bytes(end..<range.upperBound)
    let documents = unsafe trailer.littleEndian(at: 0, as: UInt32.self)
    let fields = unsafe trailer.littleEndian(at: 4, as: UInt32.self)
    let block = FieldEndsWriter.blockDocumentCount
    blockCount = (documentCount + block - 1) / block
    offsetsStart = end - 4 * blockCount
    guard Int(documents) == documentCount, Int(fields) == fieldCount,
      offsetsStart >= range.lowerBound
    else { throw Self.damage(file) }
    self.documentCount = documentCount
    self.fieldCount = fieldCount
    self.file = file
    start = range.lowerBound
  }

  /// The positions that belong to `field` in `document`.
  ///
  /// - Parameter field: The field's ordinal among the indexed fields of the schema.
  /// - Throws: ``IndexError``: `invalid` for a document or field that is not there; `damaged`.
  /// - Complexity: O(`field`).
  package func positions(
    ofField field: Int, in document: UInt32
  ) throws(IndexError) -> Range<UInt32> {
    guard field >= 0, field < fieldCount else {
      throw IndexError.invalid(
        file.path, "field \(field) does not exist; there are \(fieldCount)",
        advice: "report this as a fault of the software")
    }
    var (start, end): (UInt32, UInt32) = (0, 0)
    try forEachEnd(of: document) { ordinal, next in
      (start, end) = (end, next)
      return ordinal < field
    }
    return start..<end
  }

  /// The field that `position` of `document` belongs to, or nil if it is after the last field.
  ///
  /// - Returns: The field's ordinal among the indexed fields of the schema.
  /// - Throws: ``IndexError``: `invalid` for a document that is not there; `damaged`.
  /// - Complexity: O(fields).
  package func field(at position: UInt32, in document: UInt32) throws(IndexError) -> Int? {
    var field: Int?
    try forEachEnd(of: document) { ordinal, end in
      if position < end { field = ordinal }
      return field == nil
    }
    return field
  }

  /// Makes `ends` one more than the last position of each field of `document`.
  ///
  /// - Throws: ``IndexError``: `invalid` for a document that is not there; `damaged`.
  package func read(_ document: UInt32, into ends: inout [UInt32]) throws(IndexError) {
    ends.removeAll(keepingCapacity: true)
    try forEachEnd(of: document) { _, end in
      ends.append(end)
      return true
    }
  }

  /// Calls `body` with each field's ordinal and end until it returns false.
  @inline(__always)
  private func forEachEnd(
    of document: UInt32, _ body: (Int, UInt32) -> Bool
  ) throws(IndexError) {
    let block = unsafe try block(of: document)
    let index = Int(document) % FieldEndsWriter.blockDocumentCount
    var column = unsafe block.columnsStart
    var end: UInt64 = 0
    for field in 0..<fieldCount {
      let width = unsafe Int(block.widths[field])
      end += UInt64(try number(at: column, bit: index * width, width: width))
      guard let end = UInt32(exactly: end) else { throw damage }
      if !body(field, end) { return }
      unsafe column += (block.documentCount * width + 7) / 8
    }
  }

  /// The location of the numbers of a block.
  @unsafe private struct Block {
    /// How many documents it has.
    var documentCount: Int
    /// For each field, the bits of a number, in one byte.
    var widths: UnsafeRawBufferPointer
    /// Where the first column starts in the file.
    var columnsStart: Int
  }

  private func block(of document: UInt32) throws(IndexError) -> Block {
    try IndexError.check(document, of: documentCount, in: file)
    let index = Int(document) / FieldEndsWriter.blockDocumentCount
    let firstDocument = index * FieldEndsWriter.blockDocumentCount
    let count = min(FieldEndsWriter.blockDocumentCount, documentCount - firstDocument)
    let first = try offset(ofBlock: index)
    let end = index + 1 == blockCount ? offsetsStart : try offset(ofBlock: index + 1)
    guard first + fieldCount <= end else { throw damage }
    let widths = unsafe try file.bytes(first..<first + fieldCount)
    var byteCount = fieldCount
    for field in 0..<fieldCount {
      let width = unsafe Int(widths[field])
      guard width <= UInt32.bitWidth else { throw damage }
      byteCount += (count * width + 7) / 8
    }
    // Every column lies inside the block, so no number is read from outside the block.
    guard first + byteCount == end else { throw damage }
    return unsafe Block(documentCount: count, widths: widths, columnsStart: first + fieldCount)
  }

  private func offset(ofBlock block: Int) throws(IndexError) -> Int {
    let entry = offsetsStart + 4 * block
    let offset = unsafe try file.bytes(entry..<entry + 4).littleEndian(at: 0, as: UInt32.self)
    guard start + Int(offset) <= offsetsStart else { throw damage }
    return start + Int(offset)
  }

  /// The number of `width` bits at `bit` of the column that starts at `column`.
  private func number(at column: Int, bit: Int, width: Int) throws(IndexError) -> UInt32 {
    if width == 0 { return 0 }
    // At most 32 bits after 7 others. The 5 bytes that they may touch are in the block or, for the
    // last column, in the offsets after it. 8 bytes are read, which may reach into the padding of
    // the file.
    let first = column + bit / 8
    let bytes = unsafe try file.bytes(first..<column + (bit + width + 7) / 8).baseAddress!
    let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    return UInt32(truncatingIfNeeded: word >> UInt64(bit % 8))
      & UInt32(truncatingIfNeeded: UInt64(1) << UInt64(width) - 1)
  }

  private var damage: IndexError { Self.damage(file) }

  private static func damage(_ file: CheckedFile) -> IndexError {
    .damaged(file.path, "its field ends do not fit")
  }
}

extension FieldEnds {
  /// Reads the ends of all documents.
  ///
  /// - Throws: ``IndexError`` of kind `damaged` for the first document whose ends cannot be read.
  func verify() throws(IndexError) {
    var ends: [UInt32] = []
    for document in 0..<UInt32(documentCount) { try read(document, into: &ends) }
  }
}
