internal import FihristStorage

/// How the terms of a dictionary lie in blocks; the writer and the readers share it.
///
/// A block holds up to 32 terms: a varint with the byte count of their strings, the strings, then
/// the metadata. A string is a control byte, whose high nibble counts the bytes shared with the
/// term before and whose low nibble counts those that follow, and then these; a nibble of 15 is
/// continued by a varint, the high one's first. The metadata are the varint offsets of the block's
/// first posting list and first positions, then what ``TermMetadata`` describes for each term.
enum TermBlock {
  /// Terms in a block: one 8-byte prefix and one offset are kept for each block.
  static let termCount = 32

  /// The nibble that a varint continues.
  static let longNibble = 15

  /// Term count 8, block count 4, flags 4, offset of the prefixes 8.
  static let trailerByteCount = 24

  /// The flag of a dictionary whose terms have positions.
  static let positionsFlag: UInt32 = 1

  /// Appends a length as a nibble's continuation where it needs one.
  static func appendControl(shared: Int, rest: Int, to block: inout [UInt8]) {
    block.append(UInt8(min(shared, longNibble) << 4 | min(rest, longNibble)))
    if shared >= longNibble { block.appendVarint(shared - longNibble) }
    if rest >= longNibble { block.appendVarint(rest - longNibble) }
  }

  /// Reads what ``appendControl(shared:rest:to:)`` wrote.
  @inline(__always)
  static func control(_ cursor: inout BlockCursor) -> (shared: Int, rest: Int)? {
    guard let byte = cursor.byte() else { return nil }
    var shared = Int(byte >> 4)
    var rest = Int(byte & 15)
    if shared == longNibble {
      guard let more = cursor.varint() else { return nil }
      shared += more
    }
    if rest == longNibble {
      guard let more = cursor.varint() else { return nil }
      rest += more
    }
    return (shared, rest)
  }

  /// The first eight bytes of a code as a number that orders as they do; shorter ones end in zeros.
  @inline(__always)
  static func prefix(_ code: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    var prefix: UInt64 = 0
    for index in 0..<min(8, count) {
      prefix |= unsafe UInt64(code[index]) &<< UInt64(56 &- 8 &* index)
    }
    return prefix
  }
}

/// Document frequency and byte counts of one term, packed for the many rare terms.
///
/// One byte holds all for most terms of up to three documents: bits 0–1 df − 1, bits 2–4 the byte
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

  /// Reads one term's metadata, or nil where they are cut off. Every value is below 2^57.
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
