internal import FihristStorage

/// Writes the section of a column of numbers; ``NumberColumn`` reads it.
///
/// Memory: 24 bytes for each 256 documents, a bit a document, and one block.
struct NumberColumnWriter {
  /// Documents in a block: each block has a least and a greatest value and a width of its own.
  static let blockDocumentCount = 256

  private var trailer = NumberTrailer()
  private var directory: [UInt8] = []
  private var present: [UInt8] = []

  /// Appends the section of `documentCount` documents of `source` to `file`.
  static func write(
    _ source: some NumberSource, documentCount: Int, to file: inout FileWriter
  ) throws(IndexError) {
    var writer = NumberColumnWriter()
    try writer.survey(source, documentCount)
    try writer.writeBlocks(source, documentCount, to: &file)
    try file.append(writer.directory)
    if writer.trailer.missingCount > 0 { try file.append(writer.present) }
    try file.append(writer.trailer.bytes)
  }

  /// Finds the unit: what all differences of values are multiples of. Days among seconds, or cents
  /// among whole amounts, are then small numbers.
  private mutating func survey(
    _ source: some NumberSource, _ documentCount: Int
  ) throws(IndexError) {
    present = [UInt8](repeating: 0, count: (documentCount + 7) / 8)
    var unit: UInt64 = 0
    for document in 0..<documentCount {
      guard let value = try source.value(of: document) else {
        trailer.missingCount += 1
        continue
      }
      present[document / 8] |= 1 << UInt8(document % 8)
      let bounds = trailer.bounds ?? value...value
      unit = Self.greatestDivisor(unit, bounds.lowerBound.distance(toGreaterOrLess: value))
      trailer.bounds = min(bounds.lowerBound, value)...max(bounds.upperBound, value)
    }
    trailer.unit = max(1, unit)
  }

  private mutating func writeBlocks(
    _ source: some NumberSource, _ documentCount: Int, to file: inout FileWriter
  ) throws(IndexError) {
    let start = file.byteCount
    for first in stride(from: 0, to: documentCount, by: Self.blockDocumentCount) {
      var values: [Int64?] = []
      for document in first..<min(documentCount, first + Self.blockDocumentCount) {
        values.append(try source.value(of: document))
      }
      try write(values, at: file.byteCount - start, to: &file)
    }
    trailer.blocksByteCount = file.byteCount - start
  }

  private mutating func write(
    _ values: [Int64?], at offset: Int, to file: inout FileWriter
  ) throws(IndexError) {
    let present = values.compactMap(\.self)
    // Of a block without values the least is above the greatest: no condition finds anything there.
    let least = present.min() ?? .max
    let greatest = present.max() ?? .min
    let span = present.isEmpty ? 0 : UInt64(bitPattern: greatest &- least) / trailer.unit
    let bitCount = PackedNumbers.bitCount(upTo: span)
    var packer = NumberPacker(bitCount: bitCount)
    for value in values {
      packer.append(value.map { UInt64(bitPattern: $0 &- least) / trailer.unit } ?? 0)
    }
    packer.finish()
    try file.append(packer.bytes)
    directory.appendLittleEndian(least)
    directory.appendLittleEndian(greatest)
    directory.appendLittleEndian(UInt64(offset) << 8 | UInt64(bitCount))
  }

  private static func greatestDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

extension Int64 {
  /// The difference of two numbers without its sign.
  fileprivate func distance(toGreaterOrLess other: Int64) -> UInt64 {
    UInt64(bitPattern: Swift.max(self, other) &- Swift.min(self, other))
  }
}
