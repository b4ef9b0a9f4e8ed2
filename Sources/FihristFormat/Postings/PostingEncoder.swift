internal import FihristKernels

/// Writes the posting lists and positions of one segment, one term after the other.
///
/// Its working memory grows to the longest list and is reused for the next list.
@safe
package struct PostingEncoder {
  let shape: ListShape
  let norms: UnsafePointer<UInt8>
  let widths: UnsafePointer<UInt8>?
  var bounds: PostingBounds
  var levels = ImpactLevels()
  /// The blocks of a list before their directory is known.
  var body: [UInt8] = []
  /// The codes of all documents of a dense list.
  var nibbles: [UInt8] = []
  /// Where each block ends in `body` and its positions in the term's range.
  var blockEnds: [Int] = []
  var positionEnds: [Int] = []
  /// Scratch for the bytes and numbers of one block.
  var block: [UInt8]
  var values = [UInt32](repeating: 0, count: 128)

  /// Makes the encoder of a segment.
  ///
  /// - Parameters:
  ///   - shape: The shape of the segment's lists.
  ///   - norms: The norm of each document; valid as long as the encoder is used.
  ///   - widths: The bits of a position of each document (0...32), when the shape has positions;
  ///     valid as long as the encoder is used.
  ///   - impacts: The segment's pinned impacts, from which bounds are computed.
  package init(
    shape: ListShape, norms: UnsafePointer<UInt8>, widths: UnsafePointer<UInt8>?,
    impacts: ImpactTable
  ) {
    precondition(unsafe !shape.hasPositions || widths != nil, "positions need widths")
    self.shape = shape
    unsafe self.norms = norms
    unsafe self.widths = widths
    bounds = PostingBounds(impacts: impacts)
    block = [UInt8](repeating: 0, count: 4 * Int(FIHRIST_TAIL_CAPACITY))
  }

  /// Appends the list of a term to `postings` and its positions to `positions`.
  ///
  /// - Parameter columns: At least one posting; documents ascending and below the document count.
  /// - Complexity: O(postings + positions), and O(document count) for a dense list.
  package mutating func encode(
    _ columns: PostingColumns, into postings: inout [UInt8], positions: inout [UInt8]
  ) {
    precondition(columns.count >= 1 && columns.count <= shape.documentCount, "a list has postings")
    encodePositions(columns, into: &positions)
    if columns.count >= ListShape.leastBounded { unsafe bounds.measure(columns, norms: norms) }
    switch shape.form(documentFrequency: columns.count) {
    case .short: encodeShort(columns, into: &postings)
    case .blocked: encodeBlocked(columns, into: &postings)
    case .dense: encodeDense(columns, into: &postings)
    }
  }

  /// A short list: its bounds when it has 16 postings, and a tail.
  private mutating func encodeShort(_ columns: PostingColumns, into postings: inout [UInt8]) {
    if columns.count >= ListShape.leastBounded {
      postings.append(bounds.maximum)
      postings.append(bounds.tenthBest)
    }
    unsafe block.withUnsafeMutableBufferPointer { memory in
      guard let out = memory.baseAddress else { return }
      let count = unsafe fihrist_tail_encode(
        columns.documents, columns.frequencies, columns.excess, UInt32(columns.count), .max,
        UInt32(shape.documentCount), out)
      unsafe postings.append(contentsOf: UnsafeBufferPointer(start: out, count: count))
    }
  }

  /// Appends the positions block by block, and notes where each block ends.
  private mutating func encodePositions(
    _ columns: PostingColumns, into positions: inout [UInt8]
  ) {
    positionEnds.removeAll(keepingCapacity: true)
    guard shape.hasPositions, let widths = unsafe widths, var next = unsafe columns.positions else {
      return
    }
    let start = positions.count
    for first in stride(from: 0, to: columns.count, by: 128) {
      let count = min(128, columns.count - first)
      let excess = unsafe columns.excess.map { unsafe $0 + first }
      var number = 0
      for index in first..<first + count {
        unsafe number += Int(columns.frequencies[index] &- (columns.excess?[index] ?? 0))
      }
      // At most 4 bytes a position; the kernel needs two spare bytes a posting, and 8 more.
      let anchors = 2 * Int(fihrist_position_anchors(UInt32(count)))
      let capacity = anchors + 4 * number + 2 * count
      if block.count < capacity + 8 { block = [UInt8](repeating: 0, count: 2 * (capacity + 8)) }
      unsafe block.withUnsafeMutableBufferPointer { buffer in
        guard let out = buffer.baseAddress else { return }
        let size = unsafe fihrist_positions_encode(
          columns.documents + first, columns.frequencies + first, excess, next, UInt32(count),
          widths, out, capacity)
        precondition(size <= capacity, "a position is wider than 32 bits")
        unsafe positions.append(contentsOf: UnsafeBufferPointer(start: out, count: size))
      }
      unsafe next += number
      positionEnds.append(positions.count - start)
    }
  }
}
