package import FihristStorage

/// The column of an integer, decimal, date or boolean field in one segment: at most one number a
/// document.
///
/// A number is an `Int64`; ``ColumnNumber`` says what it stands for. Numbers lie in blocks of 256
/// documents, each with its least and greatest value, so that conditions and sorting can skip
/// blocks.
@safe package struct NumberColumn: Sendable {
  /// Documents in a block.
  package static var blockDocumentCount: Int { NumberColumnWriter.blockDocumentCount }

  /// How many documents there are.
  package let documentCount: Int

  /// How many documents have no value.
  package let missingCount: Int

  /// The least and the greatest value; nil if no document has one.
  package let bounds: ClosedRange<Int64>?

  /// What all differences of values are multiples of.
  private let unit: UInt64
  private let file: CheckedFile
  private let blocksStart: Int
  // The file keeps the bytes.
  private nonisolated(unsafe) let directory: UnsafeRawBufferPointer
  private nonisolated(unsafe) let blocks: UnsafeRawBufferPointer
  /// A bit a document; empty if every document has a value.
  private nonisolated(unsafe) let present: UnsafeRawBufferPointer

  /// One block of documents.
  @frozen
  @usableFromInline
  package struct Block: Sendable {
    /// The documents that it has.
    package let documents: Range<Int>
    /// Its least value; above ``greatest`` if none of its documents has a value.
    @usableFromInline package let least: Int64
    /// Its greatest value.
    package let greatest: Int64
    @usableFromInline let numbers: PackedNumbers
    @usableFromInline let unit: UInt64

    /// The value of the document at `index` of the block, as far as it has one.
    @inlinable
    package subscript(index: Int) -> Int64 {
      least &+ Int64(bitPattern: numbers[index] &* unit)
    }
  }

  /// Opens the section in `range` of `file`, and compares its bytes with their checksums.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  init(_ file: CheckedFile, in range: Range<Int>, documentCount: Int) throws(IndexError) {
    let section = unsafe try file.bytes(range)
    let damage = IndexError.damaged(file.path, "a column of numbers does not fit")
    let end = section.count - NumberTrailer.byteCount
    guard end >= 0,
      let trailer = unsafe NumberTrailer(
        UnsafeRawBufferPointer(rebasing: section[end...]), documentCount: documentCount,
        sectionByteCount: section.count)
    else { throw damage }
    let size = NumberColumnWriter.blockDocumentCount
    let blockCount = (documentCount + size - 1) / size
    let directoryEnd = trailer.blocksByteCount + NumberTrailer.entryByteCount * blockCount
    let presentByteCount = trailer.missingCount > 0 ? (documentCount + 7) / 8 : 0
    guard directoryEnd + presentByteCount == end else { throw damage }
    unsafe blocks = UnsafeRawBufferPointer(rebasing: section[..<trailer.blocksByteCount])
    unsafe directory = UnsafeRawBufferPointer(
      rebasing: section[trailer.blocksByteCount..<directoryEnd])
    unsafe present = UnsafeRawBufferPointer(rebasing: section[directoryEnd..<end])
    blocksStart = range.lowerBound
    unit = trailer.unit
    self.documentCount = documentCount
    missingCount = trailer.missingCount
    bounds = trailer.bounds
    self.file = file
  }

  /// How many blocks there are.
  package var blockCount: Int { unsafe directory.count / NumberTrailer.entryByteCount }

  /// Whether `document` has a value.
  package func hasValue(_ document: Int) -> Bool {
    precondition(document >= 0 && document < documentCount, "document beyond the column")
    return unsafe present.isEmpty || present[document / 8] >> UInt8(document % 8) & 1 != 0
  }

  /// Which of the 64 documents from 64 · `word` on have a value, a bit for each. Bits behind the
  /// last document are undefined.
  package func present(inWord word: Int) -> UInt64 {
    precondition(word >= 0 && 64 * word < documentCount, "word beyond the column")
    guard unsafe !present.isEmpty else { return .max }
    var bits: UInt64 = 0
    for byte in unsafe 8 * word..<min(8 * word + 8, present.count) {
      bits |= unsafe UInt64(present[byte]) << UInt64(8 * (byte % 8))
    }
    return bits
  }

  /// The least and the greatest value of block `index`; nil if none of its documents has a value.
  package func blockBounds(_ index: Int) -> ClosedRange<Int64>? {
    precondition(index >= 0 && index < blockCount, "block beyond the column")
    let entry = index * NumberTrailer.entryByteCount
    let least = unsafe directory.littleEndian(at: entry, as: Int64.self)
    let greatest = unsafe directory.littleEndian(at: entry + 8, as: Int64.self)
    return least <= greatest ? least...greatest : nil
  }

  /// Block `index`.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func block(_ index: Int) throws(IndexError) -> Block {
    precondition(index >= 0 && index < blockCount, "block beyond the column")
    let entry = index * NumberTrailer.entryByteCount
    let least = unsafe directory.littleEndian(at: entry, as: Int64.self)
    let greatest = unsafe directory.littleEndian(at: entry + 8, as: Int64.self)
    let blockBytes = unsafe directory.littleEndian(at: entry + 16, as: UInt64.self)
    let first = index * Self.blockDocumentCount
    let documents = first..<min(documentCount, first + Self.blockDocumentCount)
    let (offset, bitCount) = (Int(blockBytes >> 8), Int(blockBytes & 0xFF))
    guard let byteCount = PackedNumbers.byteCount(of: documents.count, bitCount: bitCount),
      unsafe offset <= blocks.count, unsafe byteCount <= blocks.count - offset,
      let numbers = unsafe PackedNumbers(
        UnsafeRawBufferPointer(rebasing: blocks[offset..<offset + byteCount]),
        count: documents.count, bitCount: bitCount)
    else { throw damage }
    return Block(
      documents: documents, least: least, greatest: greatest, numbers: numbers, unit: unit)
  }

  /// The value of `document`, or nil if it has none.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func value(of document: Int) throws(IndexError) -> Int64? {
    guard hasValue(document) else { return nil }
    return try block(document / Self.blockDocumentCount)[document % Self.blockDocumentCount]
  }

  private var damage: IndexError { .damaged(file.path, "a column of numbers does not fit") }

  /// Checks everything: that blocks keep their bounds, and the counts.
  ///
  /// - Throws: ``IndexError`` of kind `damaged` for the first fault.
  func verify() throws(IndexError) {
    var missing = 0
    var (least, greatest) = (Int64.max, Int64.min)
    for index in 0..<blockCount {
      let block = try block(index)
      var (blockLeast, blockGreatest) = (Int64.max, Int64.min)
      for document in block.documents {
        guard hasValue(document) else {
          guard block.numbers[document - block.documents.lowerBound] == 0 else { throw damage }
          missing += 1
          continue
        }
        let value = block[document - block.documents.lowerBound]
        (blockLeast, blockGreatest) = (min(blockLeast, value), max(blockGreatest, value))
      }
      guard blockLeast == block.least, blockGreatest == block.greatest else { throw damage }
      (least, greatest) = (min(least, blockLeast), max(greatest, blockGreatest))
    }
    guard missing == missingCount, bounds == (least <= greatest ? least...greatest : nil) else {
      throw damage
    }
  }
}
