internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// The block of a term's positions that was read last.
///
/// Where the positions of a posting start follows from the postings between it and the anchor
/// before it. Often only one posting of a block is wanted, so the others are left alone.
@safe struct PositionColumns {
  /// The list whose positions these are.
  let list: OpenList
  /// The positions; in the arena, because every call would copy a value of this size.
  private let positions: Column<PositionList>
  /// The documents of the list's blocks as the walk decoded them; nil for a dense list.
  private let listed: Column<UInt32>?
  private let frequencies: Column<UInt32>
  private let excess: Column<UInt32>?
  /// The block; one value, whose number is the greatest if none was read. It points into the
  /// columns above and into the mapped segment.
  private let block: Column<fihrist_position_block>

  /// - Parameter listed: The documents of the blocks that are asked for, each at the index of its
  ///   posting; nil for a dense list.
  init(
    _ list: OpenList, _ positions: PositionList, documents listed: Column<UInt32>?, in arena: Arena
  ) {
    self.list = list
    self.positions = arena.allocate(1)
    self.positions[0] = positions
    self.listed = listed
    frequencies = arena.allocate(ListShape.blockLength)
    excess = list.postings.shape.hasExcess ? arena.allocate(ListShape.blockLength) : nil
    unsafe block = arena.allocate(1)
    unsafe block[0] = fihrist_position_block()
    unsafe block[0].number = .max
  }

  /// Finds the positions of the postings of some documents.
  ///
  /// - Parameters:
  ///   - numbers: Which of `documents` and `postings`, `count` of them; in order of document, so
  ///     that blocks are read once.
  ///   - postings: The index in the list of each document's posting.
  ///   - offset: This term's distance from the phrase's first term, in positions.
  ///   - term: The index of the term in `runs`, which receive the positions.
  func locate(
    _ numbers: Column<Int>, count: Int, documents: Column<UInt32>, postings: Column<UInt32>,
    offset: UInt32, term: Int, into runs: PositionRuns
  ) throws(DamagedPostings) {
    var next = 0
    while next < count {
      let number = postings[numbers[next]] / UInt32(ListShape.blockLength)
      if unsafe block[0].number != number { try load(Int(number)) }
      let found = unsafe runs.locate(
        numbers.suffix(from: next), count: count - next, in: block, documents: documents,
        postings: postings, offset: offset, term: term)
      guard found > 0 else { throw DamagedPostings() }
      next += found
    }
  }

  /// The bits of a position in `document`, which is one of the list.
  @inline(__always)
  func width(of document: UInt32) -> UInt32 {
    unsafe UInt32(positions[0].widths[Int(document)])
  }

  /// Starts with block `number`.
  private func load(_ number: Int) throws(DamagedPostings) {
    unsafe block[0].number = .max
    let postings = list.postings
    guard number < postings.blockCount, let found = positions[0].positions(ofBlock: number)
    else { throw DamagedPostings() }
    // Fetched early: its anchors are needed once the frequencies are decoded.
    unsafe fihrist_prefetch(found.stream)
    guard postings.decodeFrequencies(number, into: frequencies) else { throw DamagedPostings() }
    if let excess, !postings.decodeExcess(number, into: excess) { throw DamagedPostings() }
    let length = postings.blockLength(number)
    unsafe block[0] = fihrist_position_block(
      anchors: found.anchors, stream: found.stream, bits: UInt64(found.byteCount) * 8,
      documents: listed?.suffix(from: ListShape.blockLength * number).pointer(for: length),
      nibbles: listed == nil ? postings.nibbles : nil,
      frequencies: frequencies.pointer(for: length), excess: excess?.pointer(for: length),
      widths: positions[0].widths, number: UInt32(number), length: UInt32(length), last_index: 0,
      last_start: 0)
  }
}
