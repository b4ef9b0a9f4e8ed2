internal import FihristFormat
internal import FihristKernels

/// The block of a term's positions that was read last, as far as it was needed.
///
/// Where the positions of a posting begin follows from the postings between it and the anchor before
/// it. Often one posting of a block is wanted, so the others are left alone.
@safe struct PositionColumns {
  /// The list whose positions these are.
  let list: UnsafePointer<PostingList>
  /// Behind a pointer, because a value of its size is copied by every call.
  private let positions: UnsafeMutablePointer<PositionList>
  /// For each document of the segment the bits of a position.
  private let widths: UnsafePointer<UInt8>
  /// The documents of the list's blocks as the intersection decoded them; nil for a dense list.
  private let listed: UnsafePointer<UInt32>?
  /// Those of the block of a dense list.
  private let room: UnsafeMutablePointer<UInt32>
  /// The documents of the block.
  private var documents: UnsafePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>
  private let excess: UnsafeMutablePointer<UInt32>?
  private let starts: UnsafeMutablePointer<UInt64>
  /// For each group of 32 postings, the end of those whose begins are in ``starts``.
  private let located: UnsafeMutablePointer<Int>
  private var block = -1
  private var length = 0
  private var packed: PositionBlock?

  /// - Parameter listed: The documents of the blocks that are asked for, each at its place in the list;
  ///   nil for a dense list.
  init(
    _ list: UnsafePointer<PostingList>, _ positions: PositionList,
    documents listed: UnsafePointer<UInt32>?, in arena: Arena
  ) {
    unsafe self.list = list
    unsafe self.positions = arena.allocate(1)
    unsafe self.positions.initialize(to: positions)
    unsafe widths = positions.widths
    unsafe self.listed = listed
    unsafe room = arena.allocate(PostingList.documentRoom)
    unsafe documents = UnsafePointer(room)
    unsafe frequencies = arena.allocate(128)
    unsafe excess = list.pointee.shape.hasExcess ? arena.allocate(128) : nil
    unsafe starts = arena.allocate(129)
    unsafe located = arena.allocate(4)
  }

  /// Finds the positions of the postings of `count` documents.
  ///
  /// - Parameters:
  ///   - numbers: Which of `documents` and `places`; in order of document, so that blocks are read once.
  ///   - places: Where the list has the postings of the documents.
  ///   - offset: How many positions behind the phrase's first term this one stands.
  ///   - runs: Receives the positions of document `number` at `stride` · `number`.
  mutating func locate(
    _ numbers: UnsafePointer<Int>, count: Int, _ documents: UnsafePointer<UInt32>,
    _ places: UnsafePointer<UInt32>, offset: UInt32,
    into runs: UnsafeMutablePointer<fihrist_position_run>, stride: Int
  ) throws(DamagedPostings) {
    for next in 0..<count {
      let number = unsafe numbers[next]
      unsafe runs[stride &* number] = try run(
        Int(places[number]), documents[number], offset: offset)
    }
  }

  /// The positions of the posting at `place`, which is that of `document`.
  @inline(__always)
  private mutating func run(
    _ place: Int, _ document: UInt32, offset: UInt32
  ) throws(DamagedPostings) -> fihrist_position_run {
    let index = place & 127
    if place &>> 7 != block { try load(place &>> 7) }
    guard index < length else { throw DamagedPostings() }
    if unsafe index >= located[index &>> 5] { try locate(index, document) }
    guard unsafe documents[index] == document, let packed else { throw DamagedPostings() }
    let start = unsafe starts[index]
    let count = count(index)
    guard start &+ UInt64(count) &* UInt64(width(of: document)) <= UInt64(packed.byteCount) &* 8
    else { throw DamagedPostings() }
    // The other terms are located before these positions are looked at.
    unsafe fihrist_prefetch(packed.stream + Int(start &>> 3))
    return unsafe fihrist_position_run(
      block: packed.stream, start: start, count: count, offset: offset)
  }

  /// The bits of a position in `document`.
  func width(of document: UInt32) -> UInt32 {
    unsafe UInt32(widths[Int(document)])
  }

  /// How many positions the posting at `index` has.
  @inline(__always)
  private func count(_ index: Int) -> UInt32 {
    let frequency = unsafe frequencies[index]
    guard let excess = unsafe excess else { return frequency }
    return unsafe frequency > excess[index] ? frequency &- excess[index] : 0
  }

  /// Begins with block `number`.
  private mutating func load(_ number: Int) throws(DamagedPostings) {
    block = -1
    guard unsafe number >= 0 && number < list.pointee.blockCount,
      let found = unsafe positions.pointee.positions(ofBlock: number)
    else { throw DamagedPostings() }
    // Its anchors are wanted when the frequencies are decoded.
    unsafe fihrist_prefetch(found.stream)
    guard unsafe list.pointee.decodeFrequencies(number, into: frequencies)
    else { throw DamagedPostings() }
    if let excess = unsafe excess, unsafe !list.pointee.decodeExcess(number, into: excess) {
      throw DamagedPostings()
    }
    packed = found
    if let listed = unsafe listed { unsafe documents = listed + 128 * number }
    unsafe length = list.pointee.blockLength(number)
    unsafe located.update(repeating: 0, count: 4)
    block = number
  }

  /// Finds the begins of the postings from the last anchor before `index` to it.
  private mutating func locate(_ index: Int, _ document: UInt32) throws(DamagedPostings) {
    let done = unsafe located[index >> 5]
    let first = done == 0 ? begin(ofGroup: index >> 5) : done - 1
    // Another posting of the group is likely to follow: then all of it.
    let last = done == 0 ? index : min(index | 31, length - 1)
    if unsafe listed == nil {
      guard
        unsafe list.pointee.decodeDenseDocuments(
          block, first..<last + 1, near: document, into: room)
      else { throw DamagedPostings() }
    }
    unsafe fihrist_position_starts(
      documents, frequencies, excess, UInt32(first), UInt32(last), widths, starts)
    unsafe located[index >> 5] = last + 1
  }

  /// Writes where the first posting of a group of 32 begins, or of one before it, and says which.
  private func begin(ofGroup group: Int) -> Int {
    var group = group
    var anchor = packed?.anchor(group)
    // Only thousands of positions before an anchor leave it out.
    while anchor == nil, group > 0 {
      group -= 1
      anchor = packed?.anchor(group)
    }
    unsafe starts[32 * group] = anchor ?? 0
    return 32 * group
  }
}
