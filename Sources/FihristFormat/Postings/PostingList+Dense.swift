public import FihristKernels

/// Dense lists: a code of four bits for each document of the segment.
extension PostingList {
  /// The codes of all documents, 32 bytes for each group of 64: byte j of a group holds the code of
  /// its document j in the low half and of document 32 + j in the high half; 0 means absent, and
  /// documents past the last are absent. Dense lists only.
  @inlinable
  package var nibbles: UnsafePointer<UInt8> {
    unsafe (base + Int(layout.nibbles)).assumingMemoryBound(to: UInt8.self)
  }

  /// Groups of 64 documents that ``nibbles`` covers.
  @inlinable
  package var groupCount: Int { (shape.documentCount &+ 63) &>> 6 }

  /// The code of a document, 0 when it is absent. Dense lists only; `document` below the count.
  @inlinable
  package func code(of document: UInt32) -> UInt8 {
    let byte = Int(document &>> 6) &* 32 &+ Int(document & 31)
    return unsafe nibbles[byte] &>> UInt8(truncatingIfNeeded: document &>> 3 & 4) & 15
  }

  /// Whether a document is in a dense list; `document` below the document count.
  @inlinable
  package func contains(_ document: UInt32) -> Bool { code(of: document) != 0 }

  /// The present documents of a group of a dense list: bit j for document 64 · group + j.
  @inlinable
  package func mask(ofGroup group: Int) -> UInt64 {
    unsafe fihrist_group_mask(nibbles + 32 &* group)
  }

  /// The postings before a group of a dense list, by the rank directory.
  @inlinable
  package func rank(ofGroup group: Int) -> Int {
    let run = group &>> 10
    let before =
      run == 0
      ? 0
      : unsafe base.loadUnaligned(
        fromByteOffset: Int(layout.runRanks) &+ 4 &* (run &- 1), as: UInt32.self)
    let inside = unsafe base.loadUnaligned(
      fromByteOffset: Int(layout.groupRanks) &+ 2 &* group, as: UInt16.self)
    return Int(before) &+ Int(inside)
  }

  /// The postings of a dense list before `document`, which is below the document count: the rank of
  /// its posting if it has one.
  @inlinable
  package func rank(of document: UInt32) -> Int {
    let group = Int(document &>> 6)
    let below = mask(ofGroup: group) & (1 &<< UInt64(document & 63) &- 1)
    return rank(ofGroup: group) &+ below.nonzeroBitCount
  }

  /// The frequency of the posting of a rank, in units; 0 when damaged (as a rank past the last is).
  package func frequency(atRank rank: Int) -> UInt32 {
    rank < count ? frequency(rank &>> 7, at: rank & 127) : 0
  }
}

extension PostingList {
  /// Whether the codes of documents past the last are 0, so that every document a group names
  /// exists.
  var endsWithinDocuments: Bool {
    let used = shape.documentCount & 63
    return used == 0 || mask(ofGroup: groupCount - 1) >> UInt64(used) == 0
  }

  /// The group that holds the posting of a rank below `count`, by the rank directory.
  private func group(ofRank rank: Int) -> Int {
    var low = 0
    var high = groupCount - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if self.rank(ofGroup: middle) <= rank { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The documents of `length` postings of a dense list from block `block` on.
  func decodeDense(
    _ block: Int, length: Int, into documents: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    unsafe decodeDense(fromRank: block * 128, length, into: documents)
  }

  private func decodeDense(
    fromRank rank: Int, _ length: Int, into documents: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    let group = group(ofRank: rank)
    let skip = rank - self.rank(ofGroup: group)
    guard skip >= 0, skip < 64 else { return false }
    return unsafe fihrist_dense_documents(
      nibbles, groupCount, group, UInt32(skip), UInt32(length), documents) == length
  }

  /// The last document of a block of a dense list; for a short list that of the segment.
  @usableFromInline
  func lastDocumentSearched(_ block: Int) -> UInt32 {
    var document = UInt32(shape.documentCount - 1)
    guard form == .dense else { return document }
    let rank = block * 128 + blockLength(block) - 1
    _ = unsafe decodeDense(fromRank: rank, 1, into: &document)
    return document
  }

  /// ``block(containing:from:)`` of a list without a directory of last documents.
  @usableFromInline
  func blockSearched(containing document: UInt32, from first: Int) -> Int {
    guard document < shape.documentCount else { return blockCount }
    guard form == .dense else { return first }
    let rank = rank(of: document)
    return rank >= count ? blockCount : max(first, rank >> 7)
  }
}
