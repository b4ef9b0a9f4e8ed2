internal import FihristStorage

/// The parts of the lengths that norms leave out, so that merging loses nothing. For each document,
/// a number of bits that follows from the norm and the scale.
struct LengthRemainders {
  /// One bit offset is kept for this many documents.
  static let sampleDocumentCount = 256

  private(set) var bits: [UInt8] = []

  /// The offset, in bits, of every 256th remainder, as u32.
  private(set) var samples: [UInt8] = []

  init(lengths: [UInt32], norms: [UInt8], scale: UInt32) {
    var pending: UInt64 = 0
    var pendingCount = 0
    for (document, length) in lengths.enumerated() {
      if document % Self.sampleDocumentCount == 0 {
        // 2^24 documents of 29 bits each are fewer than 2^32.
        samples.appendLittleEndian(UInt32(bits.count * 8 + pendingCount))
      }
      let norm = norms[document]
      let remainder = length - Norm.decode(norm) * scale
      pending |= UInt64(remainder) << UInt64(pendingCount)
      pendingCount += Self.bitCount(norm: norm, scale: scale)
      while pendingCount >= 8 {
        bits.append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        pendingCount -= 8
      }
    }
    if pendingCount > 0 { bits.append(UInt8(truncatingIfNeeded: pending)) }
  }

  /// The bits of a remainder: lengths with `norm` are decode(norm) · scale + 0 ..< 2^bits.
  @inline(__always)
  static func bitCount(norm: UInt8, scale: UInt32) -> Int {
    Int(Norm.remainderBits(norm)) &+ scale.trailingZeroBitCount
  }
}
