internal import FihristKernels
internal import FihristStorage

/// A view of the positions of one term in each document.
///
/// A position takes the number of bits of its document's last position. No call reads more than 64
/// bytes past the range. The view is valid while the range and the widths are mapped.
@safe
package struct PositionList {
  private let base: UnsafePointer<UInt8>
  private let size: Int
  /// For each document of the segment the bits of a position.
  package let widths: UnsafePointer<UInt8>
  private let list: PostingList

  /// Opens the positions of a term.
  ///
  /// - Parameters:
  ///   - bytes: The term's range of the positions file; 64 more bytes are readable.
  ///   - list: The term's posting list.
  ///   - widths: For each document of the segment the bits of a position, 0...32.
  /// - Throws: ``PostingListError`` when the segment has no positions.
  package init(
    bytes: UnsafeRawBufferPointer, of list: PostingList, widths: UnsafePointer<UInt8>
  ) throws(PostingListError) {
    guard list.shape.hasPositions, let base = bytes.baseAddress else {
      throw PostingListError("it has no positions")
    }
    unsafe self.base = base.assumingMemoryBound(to: UInt8.self)
    size = bytes.count
    unsafe self.widths = widths
    self.list = list
  }

  /// Finds where the positions of each posting of a block start.
  ///
  /// - Parameters:
  ///   - block: Below the list's block count.
  ///   - documents: The block's documents, decoded and checked.
  ///   - frequencies: Its frequencies.
  ///   - excess: Its excess, or nil when the lists keep none.
  ///   - starts: Receives a bit offset from the start of the block for each posting, and where the
  ///     last ends: 129 numbers at most.
  /// - Returns: False when the positions are damaged: they would not end within their block.
  func locate(
    _ block: Int, documents: UnsafePointer<UInt32>, frequencies: UnsafePointer<UInt32>,
    excess: UnsafePointer<UInt32>?, into starts: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    guard let found = positions(ofBlock: block) else { return false }
    let length = list.blockLength(block)
    unsafe starts[0] = 0
    unsafe fihrist_position_starts(
      documents, frequencies, excess, 0, UInt32(length), widths, starts)
    for group in 1..<max(1, (length + 31) / 32) {
      guard let anchor = found.anchor(group) else { continue }
      guard unsafe anchor == starts[32 * group] else { return false }
    }
    return unsafe starts[length] <= UInt64(found.byteCount) * 8
  }

  /// The packed positions of a block; nil when they are damaged.
  package func positions(ofBlock block: Int) -> PositionBlock? {
    let start = list.positionOffset(block)
    let end = block + 1 < list.blockCount ? list.positionOffset(block + 1) : size
    let anchors = 2 * Int(fihrist_position_anchors(UInt32(list.blockLength(block))))
    guard start <= end, end <= size, anchors <= end - start else { return nil }
    return unsafe PositionBlock(
      anchors: base + start, stream: base + start + anchors, byteCount: end - start - anchors)
  }

  /// Decodes the positions of one posting, ascending.
  ///
  /// - Parameters:
  ///   - index: The posting's index in `block`.
  ///   - block: A block whose positions were located, with true.
  ///   - positions: Overwritten with the positions; its memory is reused.
  package func decode(
    _ index: Int, of block: borrowing PostingBlock, into positions: inout [UInt32]
  ) {
    positions.removeAll(keepingCapacity: true)
    precondition(index >= 0 && index < block.count, "a posting that is not in its block")
    let width = width(of: block.documents[index])
    guard width > 0, let found = self.positions(ofBlock: block.number) else { return }
    let start = block.positionStarts[index]
    let count = Int(block.positionStarts[index + 1] - start) / Int(width)
    unsafe appendNumbers(count, to: &positions) { memory in
      unsafe fihrist_unpack_bits(found.stream, start, width, count, memory)
    }
  }

  /// Appends the positions of all postings of a block, one after the other, as merging needs them.
  ///
  /// - Parameter block: A block whose positions were located, with true.
  package func decodeAll(of block: borrowing PostingBlock, into positions: inout [UInt32]) {
    guard let found = self.positions(ofBlock: block.number) else { return }
    let (length, starts) = (block.count, block.positionStarts)
    let documents = block.documents
    var count = 0
    for index in 0..<length {
      let width = UInt64(width(of: documents[index]))
      guard width > 0 else { continue }
      count += Int((starts[index + 1] - starts[index]) / width)
    }
    unsafe appendNumbers(count, to: &positions) { memory in
      unsafe fihrist_positions_decode(
        found.stream, documents.pointer(for: length), starts.pointer(for: length + 1),
        UInt32(length), widths, memory)
    }
  }

  /// The bits of a position in `document`, which is below the document count.
  @inline(__always)
  private func width(of document: UInt32) -> UInt32 { unsafe UInt32(widths[Int(document)]) }

  /// Appends `count` numbers that `body` writes. The positions were found to end within the range,
  /// so the memory is bounded by the file and not by a number read from it.
  private func appendNumbers(
    _ count: Int, to numbers: inout [UInt32], _ body: (UnsafeMutablePointer<UInt32>) -> Void
  ) {
    guard count > 0 else { return }
    let held = numbers.count
    numbers.append(contentsOf: repeatElement(0, count: count))
    unsafe numbers.withUnsafeMutableBufferPointer { memory in
      if let first = memory.baseAddress { unsafe body(first + held) }
    }
  }
}
