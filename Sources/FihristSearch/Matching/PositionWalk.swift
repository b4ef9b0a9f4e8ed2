internal import FihristFormat
internal import FihristStorage

/// Reads where documents have one term, document by document in ascending order.
final class PositionWalk {
  private let reader: SegmentReader
  private let list: PostingList
  private let positions: PositionList
  private var block = PostingBlock()
  private var number = -1

  /// Opens the positions of a term.
  ///
  /// - Throws: ``IndexError``: `invalid` if the index keeps no positions; `damaged`.
  init(_ entry: TermEntry, in reader: SegmentReader) throws(IndexError) {
    self.reader = reader
    list = try reader.postings(of: entry)
    positions = try reader.positions(of: entry, list)
  }

  /// Makes `found` the positions of the term in `document`, ascending; none if it lacks the term.
  ///
  /// - Parameter document: Not below that of the last call.
  func read(_ document: UInt32, into found: inout [UInt32]) throws(IndexError) {
    found.removeAll(keepingCapacity: true)
    let wanted = list.block(containing: document, from: max(0, number))
    guard wanted < list.blockCount else { return }
    if wanted != number {
      number = wanted
      guard block.decode(wanted, of: list), block.locatePositions(of: positions) else {
        throw reader.damagedPostings()
      }
    }
    let index = block.documents.lowerBound(of: document, in: 0..<block.count)
    guard index < block.count, block.documents[index] == document else { return }
    positions.decode(index, of: block, into: &found)
    // A document whose last position is 0 spends no bits on positions.
    if found.isEmpty { found.append(0) }
  }
}
