/// Builds headers, tables and manifests in memory, little-endian.
package struct ByteWriter: Sendable {
  /// What has been written.
  package var bytes: [UInt8] = []

  /// Makes an empty writer.
  package init() {}

  /// Appends one byte.
  package mutating func u8(_ value: UInt8) { bytes.append(value) }

  /// Appends two bytes, the low one first.
  package mutating func u16(_ value: UInt16) { append(UInt64(value), byteCount: 2) }

  /// Appends four bytes, the lowest first.
  package mutating func u32(_ value: UInt32) { append(UInt64(value), byteCount: 4) }

  /// Appends eight bytes, the lowest first.
  package mutating func u64(_ value: UInt64) { append(value, byteCount: 8) }

  /// Appends a number in groups of seven bits, the lowest first; a set top bit means "more
  /// follows".
  package mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Appends a string as the varint of its UTF-8 byte count and the bytes.
  package mutating func string(_ value: String) {
    varint(UInt64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  /// Appends bytes as they are.
  package mutating func raw(_ value: some Sequence<UInt8>) { bytes.append(contentsOf: value) }

  private mutating func append(_ value: UInt64, byteCount: Int) {
    for index in 0..<byteCount { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }
}
