import FihristFormat
import FihristStorage

/// Reads the live postings of one segment term by term, a block at a time, with the IDs that the
/// documents have after the merge.
@safe
final class PostingStream {
  private let segment: UInt64
  private let space: SegmentSpace
  /// The new ID of each document, ``DocumentMap/gone`` for those that are not kept.
  private let map: DocumentMap
  private let hasPositions: Bool
  private var block = PostingBlock()
  private var positions: [UInt32] = []
  private var list: PostingList?
  private var positionList: PositionList?
  /// The number of the next block.
  private var nextBlock = 0
  /// The postings of ``block``; 0 before the first.
  private var length = 0
  private var index = 0
  /// Where the positions of posting `index` begin in `positions`.
  private var position = 0

  /// The new ID of the current posting's document; `nil` at the end.
  private(set) var document: UInt32?

  /// Makes a stream with no term open.
  init(_ reader: SegmentReader, space ordinal: Int, map: DocumentMap) {
    segment = reader.info.number
    space = reader.spaces[ordinal]
    self.map = map
    hasPositions = space.space.hasPositions
  }

  /// Starts with the first live posting of a term.
  func open(_ entry: TermEntry) throws(IndexError) {
    let list = try space.postings(of: entry)
    self.list = list
    positionList = hasPositions ? try space.positions(of: entry, list) : nil
    nextBlock = 0
    length = 0
    index = 0
    try skipGone()
  }

  /// Appends the postings of documents below `limit`, and stops at the next posting.
  func append(to buffers: inout PostingBuffers, below limit: UInt32) throws(IndexError) {
    while let document, document < limit {
      appendRun(to: &buffers, below: limit)
      try skipGone()
    }
  }

  /// The same within the block.
  private func appendRun(to buffers: inout PostingBuffers, below limit: UInt32) {
    let (documents, frequencies, excess) = (block.documents, block.frequencies, block.excess)
    unsafe positions.withUnsafeBufferPointer { positions in
      // Positions from here on are not copied yet; those of consecutive kept postings are copied
      // together.
      var due = position
      while index < length {
        let id = map[documents[index]]
        let isGone = id == DocumentMap.gone
        if !isGone, id >= limit { break }
        let next = hasPositions ? position + positionCount(index) : position
        if isGone {
          unsafe buffers.positions.append(contentsOf: .init(rebasing: positions[due..<position]))
          due = next
        } else {
          buffers.append(document: id, frequency: frequencies[index], excess: excess[index])
        }
        position = next
        index += 1
      }
      unsafe buffers.positions.append(contentsOf: .init(rebasing: positions[due..<position]))
    }
  }

  @inline(__always)
  private func positionCount(_ index: Int) -> Int {
    Int(block.frequencies[index]) - Int(block.excess[index])
  }

  /// Moves on to the next posting of a document that is kept.
  @inline(__always)
  private func skipGone() throws(IndexError) {
    while true {
      while index < length {
        let id = map[block.documents[index]]
        if id != DocumentMap.gone {
          document = id
          return
        }
        if hasPositions { position += positionCount(index) }
        index += 1
      }
      guard try loadBlock() else {
        document = nil
        return
      }
    }
  }

  private func loadBlock() throws(IndexError) -> Bool {
    guard let list, nextBlock < list.blockCount else { return false }
    length = 0
    index = 0
    position = 0
    guard block.decode(nextBlock, of: list) else { throw damage }
    nextBlock += 1
    for index in 0..<block.count {
      // Without this a count of positions could be negative.
      guard block.excess[index] < block.frequencies[index] else { throw damage }
    }
    length = block.count
    if let positionList { try loadPositions(positionList) }
    return true
  }

  private func loadPositions(_ list: PositionList) throws(IndexError) {
    positions.removeAll(keepingCapacity: true)
    guard block.locatePositions(of: list) else { throw damage }
    list.decodeAll(of: block, into: &positions)
    var count = 0
    for index in 0..<length { count += positionCount(index) }
    guard count == positions.count else { throw damage }
  }

  private var damage: IndexError {
    .damaged("segment \(segment)", "its posting lists are altered")
  }
}
