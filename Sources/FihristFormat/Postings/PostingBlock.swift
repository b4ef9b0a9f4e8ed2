package import FihristStorage

/// A block of a posting list, decoded column by column as it is asked for.
///
/// It owns the memory of its columns and reuses it for one block after the other. A column is
/// undefined until it was decoded for the current block; then its first ``count`` values are valid.
/// It is safe because it is the only owner: the memory, and with it the columns, ends with this
/// value.
@safe
package struct PostingBlock: ~Copyable {
  /// The documents of the postings, ascending, followed by 16 times `UInt32.max`.
  package let documents: Column<UInt32>
  /// The frequency of each posting, in units.
  package let frequencies: Column<UInt32>
  /// The excess of each posting.
  package let excess: Column<UInt32>
  /// The bit at which the positions of each posting start, and where those of the last end.
  package let positionStarts: Column<UInt64>

  /// Which block of its list it is.
  package private(set) var number = 0
  /// How many postings it has; 0 before the first block and after a damaged one.
  package private(set) var count = 0

  private let lease = ColumnLease()
  private let numbers: UnsafeMutablePointer<UInt32>
  private let starts: UnsafeMutablePointer<UInt64>

  private static let length = ListShape.blockLength

  /// Allocates memory for a block; no block is decoded yet.
  package init() {
    let capacity = PostingList.documentCapacity
    let length = Self.length
    // Initialized, so that damaged files cannot expose earlier memory contents.
    unsafe numbers = .allocate(capacity: capacity + 2 * length)
    unsafe numbers.initialize(repeating: 0, count: capacity + 2 * length)
    unsafe starts = .allocate(capacity: length + 1)
    unsafe starts.initialize(repeating: 0, count: length + 1)
    unsafe documents = Column(unsafe: numbers, count: capacity, lease: lease)
    unsafe frequencies = Column(unsafe: numbers + capacity, count: length, lease: lease)
    unsafe excess = Column(unsafe: numbers + capacity + length, count: length, lease: lease)
    unsafe positionStarts = Column(unsafe: starts, count: length + 1, lease: lease)
  }

  deinit {
    _ = lease.renewed()
    unsafe numbers.deallocate()
    unsafe starts.deallocate()
  }

  /// Decodes ``documents`` of block `number` of `list`, which is below the list's block count.
  ///
  /// - Returns: False when the bytes are damaged. If true, all documents are below the segment's
  ///   document count and each is above the one before.
  package mutating func decodeDocuments(_ number: Int, of list: PostingList) -> Bool {
    self.number = number
    count = 0
    guard list.decodeDocuments(number, into: documents) else { return false }
    count = list.blockLength(number)
    return true
  }

  /// Decodes ``frequencies`` of the current block; false when damaged.
  package mutating func decodeFrequencies(of list: PostingList) -> Bool {
    list.decodeFrequencies(number, into: frequencies)
  }

  /// Decodes ``excess`` of the current block, all 0 when lists keep none; false when damaged.
  package mutating func decodeExcess(of list: PostingList) -> Bool {
    list.decodeExcess(number, into: excess)
  }

  /// Decodes documents, frequencies and excess of block `number` of `list`; false when damaged.
  package mutating func decode(_ number: Int, of list: PostingList) -> Bool {
    decodeDocuments(number, of: list) && decodeFrequencies(of: list) && decodeExcess(of: list)
  }

  /// Finds ``positionStarts`` of the current block; its other columns must all be decoded.
  ///
  /// - Returns: False when the positions are damaged: they would not end within their block.
  package mutating func locatePositions(of positions: PositionList) -> Bool {
    unsafe positions.locate(
      number, documents: documents.pointer(for: count),
      frequencies: frequencies.pointer(for: count),
      excess: excess.pointer(for: count), into: positionStarts.pointer(for: count + 1))
  }
}
