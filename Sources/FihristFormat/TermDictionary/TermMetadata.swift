internal import FihristStorage

/// Document frequency and byte counts of one term, packed for the many rare terms.
///
/// One byte is enough for most terms of up to three documents: bits 0–1 df − 1, bits 2–4 the byte
/// count of the postings − 1, bits 5–7 that of the positions; 7 is continued by a varint. Where
/// bits 0–1 are 3, bits 2–7 hold df − 4 (63 is continued by a varint) and both byte counts follow
/// as varints. Without positions their bits are zero and their varint is left out.
struct TermMetadata: Equatable {
  var documentFrequency: Int
  var postingsByteCount: Int
  var positionsByteCount: Int

  func append(to block: inout [UInt8], hasPositions: Bool) {
    if documentFrequency <= 3 {
      let postings = min(postingsByteCount - 1, 7)
      let positions = hasPositions ? min(positionsByteCount, 7) : 0
      block.append(UInt8(documentFrequency - 1 | postings << 2 | positions << 5))
      if postings == 7 { block.appendVarint(postingsByteCount - 8) }
      if positions == 7 { block.appendVarint(positionsByteCount - 7) }
    } else {
      let frequency = min(documentFrequency - 4, 63)
      block.append(UInt8(3 | frequency << 2))
      if frequency == 63 { block.appendVarint(documentFrequency - 67) }
      block.appendVarint(postingsByteCount)
      if hasPositions { block.appendVarint(positionsByteCount) }
    }
  }

  /// Reads one term's metadata, or nil if it is cut off. Every value is below 2^57.
  @inline(__always)
  init?(_ cursor: inout BlockCursor, hasPositions: Bool) {
    guard let byte = cursor.byte() else { return nil }
    let code = Int(byte)
    if code & 3 != 3 {
      documentFrequency = code & 3 + 1
      postingsByteCount = code >> 2 & 7 + 1
      positionsByteCount = code >> 5
      if postingsByteCount == 8 {
        guard let more = cursor.varint() else { return nil }
        postingsByteCount += more
      }
      if positionsByteCount == 7 {
        guard let more = cursor.varint() else { return nil }
        positionsByteCount += more
      }
      if !hasPositions, positionsByteCount != 0 { return nil }
    } else {
      documentFrequency = code >> 2 + 4
      if documentFrequency == 67 {
        guard let more = cursor.varint() else { return nil }
        documentFrequency += more
      }
      guard let postings = cursor.varint() else { return nil }
      postingsByteCount = postings
      positionsByteCount = 0
      if hasPositions {
        guard let positions = cursor.varint() else { return nil }
        positionsByteCount = positions
      }
    }
  }

  init(_ entry: TermEntry) {
    documentFrequency = entry.documentFrequency
    postingsByteCount = entry.postings.count
    positionsByteCount = entry.positions.count
  }
}
