internal import FihristStorage

/// Writes the file of norms, position widths, exact lengths and field ends.
enum NormsWriter {
  /// The largest length that is kept, in units; longer ones count as this.
  static let maximumLength = UInt32(Int32.max)

  /// Writes the file of `segment`: a section for each term space, then one of the field ends.
  ///
  /// - Parameter fieldEnds: That section; nil if the segment keeps no positions.
  static func write(
    _ spaces: [DocumentColumns], fieldEnds: [UInt8]?, segment: UInt64,
    to directory: IndexDirectory, synchronize: Bool
  ) throws(IndexError) -> FileSummary {
    var file = try directory.create(IndexFileName.segment(segment, .norms), kind: .norms)
    var sectionEnds: [UInt8] = []
    for space in spaces {
      try append(space, to: &file)
      sectionEnds.appendLittleEndian(UInt64(file.byteCount))
    }
    if let fieldEnds {
      try file.append(fieldEnds)
      sectionEnds.appendLittleEndian(UInt64(file.byteCount))
    }
    try file.append(sectionEnds)
    return try file.finish(synchronize: synchronize)
  }

  private static func append(
    _ space: DocumentColumns, to file: inout FileWriter
  ) throws(IndexError) {
    let (norms, widths) = (space.normBytes, space.widthBytes)
    try file.append(norms)
    if let widths { try file.append(widths) }
    let remainders = LengthRemainders(lengths: space.lengths, norms: norms, scale: space.scale)
    try file.append(remainders.bits)
    var tail = remainders.samples
    tail.appendLittleEndian(UInt32(norms.count))
    tail.appendLittleEndian(widths == nil ? 0 : NormsReader.widthsFlag)
    tail.appendLittleEndian(UInt64(remainders.bits.count))
    try file.append(tail)
  }
}

/// What the norms leave out of the lengths, so that merging loses nothing: a number of bits that
/// follows from the norm and the scale, one document after the other.
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
