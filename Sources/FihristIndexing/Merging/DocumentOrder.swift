import FihristFormat
import FihristStorage

/// The documents of a merged segment, in the order of their IDs, and what the writer has to know of
/// them beforehand.
struct DocumentOrder {
  /// For each source the new IDs of its documents.
  let maps: [DocumentMap]
  /// Where each document is now.
  private(set) var holders: [KeyMerge.Holder] = []
  /// Lengths in units.
  private(set) var lengths: [UInt32] = []
  /// A last position that takes as many bits as the document's own; 0 without tokens, and 1 where
  /// the own is 0 or 1.
  private(set) var lastPositions: [UInt32] = []

  /// How many documents there are.
  var count: Int { holders.count }

  /// Walks over the keys of `sources`.
  ///
  /// - Throws: `IndexError`: `damaged` if a key lives twice; what `checkCancellation` throws.
  init(_ sources: [SegmentMerger.Source], _ checkCancellation: () throws -> Void) throws {
    let readers = sources.map(\.reader)
    maps = readers.map { DocumentMap(count: $0.documentCount) }
    let lengths = try readers.map { reader in try reader.lengths() }
    var walk = try KeyMerge(readers)
    var keys = 0
    while try walk.next() {
      if keys % 4_096 == 0 { try checkCancellation() }
      keys += 1
      let holders = walk.holders.filter { sources[$0.segment].live?.isLive($0.document) ?? true }
      guard let holder = holders.first else { continue }
      guard holders.count == 1 else {
        throw IndexError.damaged("the index", "a key belongs to two documents")
      }
      maps[holder.segment].set(holder.document, to: UInt32(count))
      self.holders.append(holder)
      self.lengths.append(lengths[holder.segment][Int(holder.document)])
      let width = unsafe readers[holder.segment].positionWidths?[Int(holder.document)] ?? 0
      lastPositions.append(UInt32(truncatingIfNeeded: 1 << UInt64(width) - 1))
    }
  }
}
