import FihristFormat
import FihristStorage

/// The documents of a merged segment, in the order of their IDs, and what the writer has to know
/// about them in advance.
struct DocumentOrder {
  /// For each source, the new IDs of its documents.
  let maps: [DocumentMap]
  /// Where each document is now.
  private(set) var holders: [KeyMerge.Holder] = []
  /// For each term space, the lengths. If it has positions, also a last position that takes as many
  /// bits as the document's own last position: 0 without tokens, and 1 if its own is 0 or 1.
  private(set) var spaces: [SpaceColumns] = []

  /// How many documents there are.
  var count: Int { holders.count }

  /// Walks over the keys of `sources`.
  ///
  /// - Throws: `IndexError`: `damaged` if two live documents have one key; what `checkCancellation`
  ///   throws.
  init(_ sources: [SegmentMerger.Source], _ checkCancellation: () throws -> Void) throws {
    let readers = sources.map(\.reader)
    maps = readers.map { DocumentMap(count: $0.documentCount) }
    var walk = try KeyMerge(readers)
    var keys = 0
    while try walk.next() {
      if keys % 4_096 == 0 { try checkCancellation() }
      // Keys are read in order, once.
      if keys % 65_536 == 65_535 { readers.forEach { $0.releasePages() } }
      keys += 1
      let holders = walk.holders.filter { sources[$0.segment].live?.isLive($0.document) ?? true }
      guard let holder = holders.first else { continue }
      guard holders.count == 1 else {
        throw IndexError.damaged("the index", "a key belongs to two documents")
      }
      maps[holder.segment].set(holder.document, to: UInt32(count))
      self.holders.append(holder)
    }
    for ordinal in readers.first?.spaces.indices ?? 0..<0 {
      spaces.append(try columns(readers.map { $0.spaces[ordinal] }))
    }
  }

  /// The columns of a term space, given that space in each source.
  private func columns(_ sources: [SegmentSpace]) throws(IndexError) -> SpaceColumns {
    var lengths: [[UInt32]] = []
    for source in sources { lengths.append(try source.lengths()) }
    let lastPositions: [UInt32]? =
      sources[0].space.hasPositions
      ? holders.map { holder in
        let width = unsafe sources[holder.segment].positionWidths?[Int(holder.document)] ?? 0
        return UInt32(truncatingIfNeeded: 1 << UInt64(width) - 1)
      } : nil
    return SpaceColumns(
      lengths: holders.map { lengths[$0.segment][Int($0.document)] }, lastPositions: lastPositions)
  }
}
