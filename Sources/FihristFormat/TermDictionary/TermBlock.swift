internal import FihristStorage

/// The layout of the terms of a dictionary in blocks, shared by the writer and the readers.
///
/// A block holds up to 32 terms: a varint with the byte count of their strings, the strings, then
/// the metadata. A string is a control byte, whose high nibble counts the bytes shared with the
/// previous term and whose low nibble counts the other bytes, followed by those bytes; a nibble of
/// 15 is continued by a varint, the high one's first. The metadata are the varint offsets of the
/// block's first posting list and first positions, then what ``TermMetadata`` describes for each
/// term.
enum TermBlock {
  /// Terms in a block: one 8-byte prefix and one offset are kept for each block.
  static let termCount = 32

  /// The nibble that a varint continues.
  static let longNibble = 15

  /// Term count 8, block count 4, flags 4, offset of the prefixes 8, count of frequent terms 8.
  static let trailerByteCount = 32

  /// The flag of a dictionary whose terms have positions.
  static let positionsFlag: UInt32 = 1

  /// Appends the control byte, and the continuation of a nibble if it needs one. It is read by
  /// ``/FihristStorage/BlockCursor/nibbles()``.
  static func appendControl(shared: Int, rest: Int, to block: inout [UInt8]) {
    block.append(UInt8(min(shared, longNibble) << 4 | min(rest, longNibble)))
    if shared >= longNibble { block.appendVarint(shared - longNibble) }
    if rest >= longNibble { block.appendVarint(rest - longNibble) }
  }

  /// The first eight bytes of a code as a number with the same order; shorter codes are padded with
  /// zeros.
  @inline(__always)
  static func prefix(_ code: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    var prefix: UInt64 = 0
    for index in 0..<min(8, count) {
      prefix |= unsafe UInt64(code[index]) &<< UInt64(56 &- 8 &* index)
    }
    return prefix
  }
}
