internal import FihristKernels

/// A view of the positions of one term: where in each document it stands.
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

  /// Finds where the positions of each posting of a block begin.
  ///
  /// - Parameters:
  ///   - block: Below the list's block count.
  ///   - documents: The block's documents, as decoded and found sound.
  ///   - frequencies: Its frequencies.
  ///   - excess: Its excess, or nil when the lists keep none.
  ///   - starts: Room for 129 bit offsets from the begin of the block, the end of the last included.
  /// - Returns: False when the positions are damaged: they would not end within their block.
  package func locate(
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
    let begin = list.positionOffset(block)
    let end = block + 1 < list.blockCount ? list.positionOffset(block + 1) : size
    let anchors = 2 * Int(fihrist_position_anchors(UInt32(list.blockLength(block))))
    guard begin <= end, end <= size, anchors <= end - begin else { return nil }
    return unsafe PositionBlock(
      anchors: base + begin, stream: base + begin + anchors, byteCount: end - begin - anchors)
  }

  /// The number of positions of posting `index` of a block.
  @inline(__always)
  package func count(
    _ index: Int, frequencies: UnsafePointer<UInt32>, excess: UnsafePointer<UInt32>?
  ) -> Int {
    let frequency = unsafe frequencies[index]
    guard let excess = unsafe excess else { return Int(frequency) }
    return unsafe frequency > excess[index] ? Int(frequency - excess[index]) : 0
  }

  /// Decodes the positions of one posting, ascending.
  ///
  /// - Parameters:
  ///   - index: The posting's place in `block`.
  ///   - document: Its document.
  ///   - starts: What ``locate(_:documents:frequencies:excess:into:)`` found, with true, for `block`.
  ///   - positions: Receives them; what it held is gone, its room is used again.
  package func decode(
    _ index: Int, of block: Int, document: UInt32, starts: UnsafePointer<UInt64>,
    into positions: inout [UInt32]
  ) {
    positions.removeAll(keepingCapacity: true)
    let width = unsafe widths[Int(document)]
    guard width > 0, let found = self.positions(ofBlock: block) else { return }
    let count = unsafe Int(starts[index + 1] - starts[index]) / Int(width)
    unsafe withRoom(for: count, in: &positions) { room in
      unsafe fihrist_unpack_bits(
        found.stream, starts[index], UInt32(width), count, room)
    }
  }

  /// Appends the positions of all postings of a block, one after the other, as merging needs them.
  ///
  /// The parameters are those of ``locate(_:documents:frequencies:excess:into:)``, which has to have
  /// returned true.
  package func decodeAll(
    _ block: Int, documents: UnsafePointer<UInt32>, starts: UnsafePointer<UInt64>,
    into positions: inout [UInt32]
  ) {
    guard let found = self.positions(ofBlock: block) else { return }
    let length = list.blockLength(block)
    var count = 0
    for index in 0..<length {
      let width = UInt64(unsafe widths[Int(documents[index])])
      guard width > 0 else { continue }
      count += unsafe Int((starts[index + 1] - starts[index]) / width)
    }
    unsafe withRoom(for: count, in: &positions) { room in
      unsafe fihrist_positions_decode(
        found.stream, documents, starts, UInt32(length), widths, room)
    }
  }

  /// Appends `count` numbers that `body` writes. The positions were found to end within the range, so
  /// the memory is bounded by the file and not by a number read from it.
  private func withRoom(
    for count: Int, in positions: inout [UInt32], _ body: (UnsafeMutablePointer<UInt32>) -> Void
  ) {
    guard count > 0 else { return }
    let held = positions.count
    positions.append(contentsOf: repeatElement(0, count: count))
    unsafe positions.withUnsafeMutableBufferPointer { room in
      if let first = room.baseAddress { unsafe body(first + held) }
    }
  }
}
