import FihristStorage
import FihristTestSupport
@testable import FihristFormat

/// What a list gives back when every block is decoded; nil where a decoder found damage.
struct DecodedList: Equatable {
  var documents: [UInt32] = []
  var frequencies: [UInt32] = []
  var excess: [UInt32] = []
  var positions: [[UInt32]] = []

  /// Decodes a list whose bytes are followed by 64 that can be read.
  init?(
    postings: UnsafeRawBufferPointer, positions: UnsafeRawBufferPointer, count: Int,
    shape: ListShape, widths: [UInt8]
  ) throws(PostingListError) {
    let list = unsafe try PostingList(bytes: postings, count: count, shape: shape)
    for number in 0..<list.blockCount {
      guard let part = unsafe try Block(list, number, positions, widths) else { return nil }
      documents += part.documents
      frequencies += part.frequencies
      excess += part.excess
      self.positions += part.positions
    }
  }

  /// One decoded block.
  struct Block {
    var documents: [UInt32] = []
    var frequencies: [UInt32] = []
    var excess: [UInt32] = []
    var positions: [[UInt32]] = []

    /// Decodes block `number` of `list`, whose positions are `bytes`; nil where it is damaged.
    init?(
      _ list: PostingList, _ number: Int, _ bytes: UnsafeRawBufferPointer, _ widths: [UInt8]
    ) throws(PostingListError) {
      var block = PostingBlock()
      guard block.decode(number, of: list) else { return nil }
      for index in 0..<block.count {
        documents.append(block.documents[index])
        frequencies.append(block.frequencies[index])
        excess.append(block.excess[index])
      }
      guard list.shape.hasPositions else { return }
      // The widths outlive the list: they are the caller's.
      let view = unsafe try widths.withUnsafeBufferPointer { widths throws(PostingListError) in
        unsafe try PositionList(bytes: bytes, of: list, widths: widths.baseAddress!)
      }
      guard block.locatePositions(of: view) else { return nil }
      // All of the block at once, compared with one posting after the other.
      var all: [UInt32] = []
      view.decodeAll(of: block, into: &all)
      var one: [UInt32] = []
      for index in 0..<block.count {
        view.decode(index, of: block, into: &one)
        positions.append(one)
      }
      if all != positions.flatMap(\.self) { return nil }
    }
  }
}
