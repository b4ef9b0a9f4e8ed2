internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// The block of a term's positions that was read last, decoded as far as needed.
///
/// Where the positions of a posting start follows from the postings between it and the anchor
/// before it. Often only one posting of a block is wanted, so the others are not decoded.
struct PositionColumns {
  /// The list whose positions these are.
  let list: OpenList
  /// The positions; in the arena, because every call would copy a value of this size.
  private let positions: Column<PositionList>
  /// The documents of the list's blocks as the walk decoded them; nil for a dense list.
  private let listed: Column<UInt32>?
  /// The documents of the block; of a dense list, those that were decoded.
  private var documents: Column<UInt32>
  private let frequencies: Column<UInt32>
  private let excess: Column<UInt32>?
  private let starts: Column<UInt64>
  /// For each group of 32 postings, the end of those whose starts are in ``starts``.
  private let located: Column<Int>
  private var block = -1
  private var length = 0
  private var packed: PositionBlock?

  /// - Parameter listed: The documents of the blocks that are asked for, each at the index of its
  ///   posting; nil for a dense list.
  init(
    _ list: OpenList, _ positions: PositionList, documents listed: Column<UInt32>?, in arena: Arena
  ) {
    self.list = list
    self.positions = arena.allocate(1)
    self.positions[0] = positions
    self.listed = listed
    documents = listed == nil ? arena.allocate(PostingList.documentCapacity) : .empty
    frequencies = arena.allocate(ListShape.blockLength)
    excess = list.postings.shape.hasExcess ? arena.allocate(ListShape.blockLength) : nil
    starts = arena.allocate(ListShape.blockLength + 1)
    located = arena.allocate(4)
  }

  /// Finds the positions of the postings of some documents.
  ///
  /// - Parameters:
  ///   - numbers: Which of `documents` and `postings`, `count` of them; in order of document, so
  ///     that blocks are read once.
  ///   - postings: The index in the list of each document's posting.
  ///   - offset: This term's distance from the phrase's first term, in positions.
  ///   - term: The index of the term in `runs`, which receive the positions.
  mutating func locate(
    _ numbers: Column<Int>, count: Int, documents: Column<UInt32>, postings: Column<UInt32>,
    offset: UInt32, term: Int, into runs: PositionRuns
  ) throws(DamagedPostings) {
    for next in 0..<count {
      let number = numbers[next]
      let run = unsafe try run(Int(postings[number]), of: documents[number], offset: offset)
      unsafe runs.set(number, term: term, to: run)
    }
  }

  /// The positions of the posting at `index` of the list, which is that of `document`.
  @inline(__always)
  private mutating func run(
    _ posting: Int, of document: UInt32, offset: UInt32
  ) throws(DamagedPostings) -> fihrist_position_run {
    let index = posting & 127
    if posting &>> 7 != block { try load(posting &>> 7) }
    guard index < length else { throw DamagedPostings() }
    if index >= located[index &>> 5] { try locate(index, of: document) }
    guard documents[index] == document, let packed else { throw DamagedPostings() }
    let start = starts[index]
    let count = positionCount(index)
    guard start &+ UInt64(count) &* UInt64(width(of: document)) <= UInt64(packed.byteCount) &* 8
    else { throw DamagedPostings() }
    // Fetched early: the other terms are located before these positions are read.
    unsafe fihrist_prefetch(packed.stream + Int(start &>> 3))
    return unsafe fihrist_position_run(
      block: packed.stream, start: start, count: count, offset: offset)
  }

  /// The bits of a position in `document`, which is one of the list.
  @inline(__always)
  func width(of document: UInt32) -> UInt32 {
    unsafe UInt32(positions[0].widths[Int(document)])
  }

  /// How many positions the posting at `index` of the block has.
  @inline(__always)
  private func positionCount(_ index: Int) -> UInt32 {
    let frequency = frequencies[index]
    guard let excess else { return frequency }
    return frequency > excess[index] ? frequency &- excess[index] : 0
  }

  /// Starts with block `number`.
  private mutating func load(_ number: Int) throws(DamagedPostings) {
    block = -1
    let postings = list.postings
    guard number >= 0 && number < postings.blockCount,
      let found = positions[0].positions(ofBlock: number)
    else { throw DamagedPostings() }
    // Fetched early: its anchors are needed once the frequencies are decoded.
    unsafe fihrist_prefetch(found.stream)
    guard postings.decodeFrequencies(number, into: frequencies) else { throw DamagedPostings() }
    if let excess, !postings.decodeExcess(number, into: excess) { throw DamagedPostings() }
    packed = found
    if let listed { documents = listed.suffix(from: 128 * number) }
    length = postings.blockLength(number)
    located.fill(0..<4, with: 0)
    block = number
  }

  /// Finds where the postings from the last anchor before `index` to it start.
  private mutating func locate(_ index: Int, of document: UInt32) throws(DamagedPostings) {
    let done = located[index >> 5]
    let first = done == 0 ? start(ofGroup: index >> 5) : done - 1
    // Another posting of the group is likely to follow, so then the whole group is located.
    let last = done == 0 ? index : min(index | 31, length - 1)
    if listed == nil {
      guard
        list.postings.decodeDenseDocuments(
          block, range: first..<last + 1, near: document, into: documents)
      else { throw DamagedPostings() }
    }
    unsafe fihrist_position_starts(
      documents.pointer(for: last + 1), frequencies.pointer(for: last + 1),
      excess?.pointer(for: last + 1), UInt32(first), UInt32(last), positions[0].widths,
      starts.pointer(for: last + 1))
    located[index >> 5] = last + 1
  }

  /// Writes where the first posting of a group of 32 starts, or of one before it, and says which.
  private func start(ofGroup group: Int) -> Int {
    var group = group
    var anchor = packed?.anchor(group)
    // An anchor is only left out after thousands of positions.
    while anchor == nil, group > 0 {
      group -= 1
      anchor = packed?.anchor(group)
    }
    starts[32 * group] = anchor ?? 0
    return 32 * group
  }
}
