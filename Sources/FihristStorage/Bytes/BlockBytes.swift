/// Appending to the bytes of a block that is being built.
extension [UInt8] {
  /// Appends a varint below 2^56.
  package mutating func appendVarint(_ value: Int) {
    var rest = UInt64(value)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Appends `value`, the lowest byte first.
  package mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
    unsafe Swift.withUnsafeBytes(of: value.littleEndian) { unsafe append(contentsOf: $0) }
  }
}

extension UnsafeRawBufferPointer {
  /// The number at `offset`, lowest byte first; the caller has checked that it lies inside.
  @inlinable
  @inline(__always)
  package func littleEndian<Number: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Number.Type
  ) -> Number {
    Number(littleEndian: unsafe loadUnaligned(fromByteOffset: offset, as: Number.self))
  }
}
