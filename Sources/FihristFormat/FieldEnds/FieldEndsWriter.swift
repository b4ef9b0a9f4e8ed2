internal import FihristStorage

/// Packs, for each document, where each of its fields ends; see ``FieldEnds`` for reading them.
///
/// Memory: what it has packed, about 2 bytes a document, and one block.
struct FieldEndsWriter {
  /// Documents in a block: each block has its own widths.
  static let blockDocumentCount = 128

  private let fieldCount: Int
  private var blocks: [UInt8] = []
  private var offsets: [UInt8] = []
  /// How many positions each field has in the documents of the open block, document by document.
  private var counts: [UInt32] = []
  private(set) var documentCount = 0

  /// Makes a writer for documents of `fieldCount` indexed fields.
  init(fieldCount: Int) { self.fieldCount = fieldCount }

  /// Adds the next document.
  ///
  /// - Parameter ends: For each indexed field, one more than its last position; never descending.
  mutating func append(_ ends: UnsafeBufferPointer<UInt32>) {
    precondition(ends.count == fieldCount, "a document has an end for each indexed field")
    var start: UInt32 = 0
    for index in 0..<fieldCount {
      let end = unsafe ends[index]
      counts.append(end - start)
      start = end
    }
    documentCount += 1
    if documentCount % Self.blockDocumentCount == 0 { finishBlock() }
  }

  /// The section for all documents that were added.
  consuming func finish() -> [UInt8] {
    if !counts.isEmpty { finishBlock() }
    var section = blocks
    section.append(contentsOf: offsets)
    section.appendLittleEndian(UInt32(documentCount))
    section.appendLittleEndian(UInt32(fieldCount))
    return section
  }

  private mutating func finishBlock() {
    // 2^24 documents of 64 fields of 32 bits take slightly more than 4 GiB; real documents take 2
    // bytes each.
    offsets.appendLittleEndian(UInt32(blocks.count))
    let columns = (0..<fieldCount).map { field in
      stride(from: field, to: counts.count, by: fieldCount).map { counts[$0] }
    }
    let widths = columns.map { column in
      UInt32.bitWidth - column.reduce(0, |).leadingZeroBitCount
    }
    blocks.append(contentsOf: widths.map(UInt8.init))
    for (column, width) in zip(columns, widths) { append(column, width: width) }
    counts.removeAll(keepingCapacity: true)
  }

  /// Appends a column of numbers of `width` bits, the lowest bit first; it ends with a whole byte.
  private mutating func append(_ column: [UInt32], width: Int) {
    var pending: UInt64 = 0
    var pendingCount = 0
    for number in column {
      pending |= UInt64(number) << UInt64(pendingCount)
      pendingCount += width
      while pendingCount >= 8 {
        blocks.append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        pendingCount -= 8
      }
    }
    if pendingCount > 0 { blocks.append(UInt8(truncatingIfNeeded: pending)) }
  }
}
