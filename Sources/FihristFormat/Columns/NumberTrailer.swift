internal import FihristStorage

/// The last bytes of the section of a column of numbers: how its parts lie.
struct NumberTrailer {
  static let byteCount = 40

  /// Bytes of a block in the directory: its least and its greatest value, then its offset and in
  /// the lowest byte its width.
  static let entryByteCount = 24

  /// Bytes of the blocks.
  var blocksByteCount = 0
  /// How many documents have no value.
  var missingCount = 0
  /// What the differences of values are multiples of.
  var unit: UInt64 = 1
  /// The least and the greatest value; nil if no document has one.
  var bounds: ClosedRange<Int64>?

  init() {}

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(UInt64(blocksByteCount))
    bytes.appendLittleEndian(UInt64(missingCount))
    bytes.appendLittleEndian(unit)
    bytes.appendLittleEndian(bounds?.lowerBound ?? .max)
    bytes.appendLittleEndian(bounds?.upperBound ?? .min)
    return bytes
  }

  /// Reads the trailer; nil if what it says is not possible for `documentCount` documents in a
  /// section of `sectionByteCount` bytes.
  init?(_ bytes: UnsafeRawBufferPointer, documentCount: Int, sectionByteCount: Int) {
    guard bytes.count == Self.byteCount else { return nil }
    let blocks = unsafe bytes.littleEndian(at: 0, as: UInt64.self)
    let missing = unsafe bytes.littleEndian(at: 8, as: UInt64.self)
    unit = unsafe bytes.littleEndian(at: 16, as: UInt64.self)
    let least = unsafe bytes.littleEndian(at: 24, as: Int64.self)
    let greatest = unsafe bytes.littleEndian(at: 32, as: Int64.self)
    guard blocks <= UInt64(sectionByteCount), missing <= UInt64(documentCount), unit > 0,
      (least > greatest) == (missing == UInt64(documentCount))
    else { return nil }
    blocksByteCount = Int(blocks)
    missingCount = Int(missing)
    bounds = least <= greatest ? least...greatest : nil
  }
}
