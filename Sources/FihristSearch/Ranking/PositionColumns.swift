internal import FihristFormat
internal import FihristKernels

/// The block of a term's positions that was read last, as far as it was needed.
///
/// Where the positions of a posting begin follows from all postings before it in the block. Often one
/// posting of a block is wanted, so those behind it are left alone.
@safe struct PositionColumns {
  /// The list whose positions these are.
  let list: UnsafePointer<PostingList>
  private let positions: PositionList
  private let documents: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>
  private let excess: UnsafeMutablePointer<UInt32>?
  private let starts: UnsafeMutablePointer<UInt64>
  private var block = -1
  /// The packed positions of the block.
  private var bytes = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  /// How many of the block's documents are decoded.
  private var decoded = 0
  /// How many of its postings have their ends in ``starts``.
  private var located = 0

  init(_ list: UnsafePointer<PostingList>, _ positions: PositionList, in arena: Arena) {
    unsafe self.list = list
    self.positions = positions
    unsafe documents = arena.allocate(PostingList.documentRoom)
    unsafe frequencies = arena.allocate(128)
    unsafe excess = list.pointee.shape.hasExcess ? arena.allocate(128) : nil
    unsafe starts = arena.allocate(129)
  }

  /// The positions of the posting at `place`, which is that of `document`.
  mutating func run(
    _ place: Int, _ document: UInt32, offset: UInt32
  ) throws(DamagedPostings) -> fihrist_position_run {
    let index = place & 127
    if place >> 7 != block { try load(place >> 7, index, document) }
    if index >= located { try locate(index, document) }
    guard unsafe documents[index] == document, let block = unsafe bytes.baseAddress else {
      throw DamagedPostings()
    }
    let width = width(of: document)
    let bits = unsafe starts[index + 1] &- starts[index]
    // More bits than 2^32 are in damaged files only; then the count is too small, and all is in range.
    let count = width == 0 ? 0 : UInt32(truncatingIfNeeded: bits) / width
    // The other terms are located before these positions are looked at.
    unsafe fihrist_prefetch(block + Int(starts[index] >> 3))
    return unsafe fihrist_position_run(
      block: block.assumingMemoryBound(to: UInt8.self), start: starts[index], count: count,
      offset: offset)
  }

  /// The bits of a position in `document`.
  func width(of document: UInt32) -> UInt32 { unsafe UInt32(positions.widths[Int(document)]) }

  /// Begins with block `number`, of which the posting at `index` is wanted first.
  private mutating func load(_ number: Int, _ index: Int, _ document: UInt32)
    throws(DamagedPostings)
  {
    block = -1
    located = 0
    guard unsafe number >= 0 && number < list.pointee.blockCount,
      let found = unsafe positions.bytes(ofBlock: number),
      unsafe list.pointee.decodeFrequencies(number, into: frequencies)
    else { throw DamagedPostings() }
    if let excess = unsafe excess, unsafe !list.pointee.decodeExcess(number, into: excess) {
      throw DamagedPostings()
    }
    decoded = try decode(number, first: index + 1, near: document)
    unsafe bytes = unsafe found
    block = number
  }

  private func decode(_ number: Int, first count: Int, near: UInt32) throws(DamagedPostings) -> Int
  {
    guard
      let decoded = unsafe list.pointee.decodeDocuments(
        number, first: count, near: near, into: documents)
    else { throw DamagedPostings() }
    return decoded
  }

  private mutating func locate(_ index: Int, _ document: UInt32) throws(DamagedPostings) {
    guard unsafe index < list.pointee.blockLength(block) else { throw DamagedPostings() }
    if index >= decoded { decoded = try decode(block, first: 128, near: document) }
    unsafe fihrist_position_starts(
      documents, frequencies, excess, UInt32(located), UInt32(index + 1), positions.widths, starts)
    guard unsafe starts[index + 1] <= UInt64(bytes.count) * 8 else { throw DamagedPostings() }
    located = index + 1
  }
}
