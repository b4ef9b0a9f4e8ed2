internal import FihristStorage

/// Writes the file of norms, position widths, exact lengths and field ends.
enum NormsWriter {
  /// The largest length that is kept, in units; longer ones count as this.
  static let maximumLength = UInt32(Int32.max)

  /// Writes the file of `segment`: a section for each term space with lengths of its own, then one
  /// of the field ends.
  ///
  /// - Parameter fieldEnds: The section of the field ends; nil if the segment keeps no positions.
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
