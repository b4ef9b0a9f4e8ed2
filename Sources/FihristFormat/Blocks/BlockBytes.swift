internal import FihristStorage

/// Appending to the bytes of a block that is being built.
extension [UInt8] {
  /// Appends a varint below 2^56.
  mutating func appendVarint(_ value: Int) {
    var rest = UInt64(value)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Appends `value`, the lowest byte first.
  mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
    unsafe Swift.withUnsafeBytes(of: value.littleEndian) { unsafe append(contentsOf: $0) }
  }
}

extension UnsafeRawBufferPointer {
  /// The number at `offset`, lowest byte first; the caller has checked that it lies inside.
  @inline(__always)
  func littleEndian<Number: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Number.Type
  ) -> Number {
    Number(littleEndian: unsafe loadUnaligned(fromByteOffset: offset, as: Number.self))
  }
}

/// Comparing byte strings as file and memory order them.
enum ByteOrder {
  /// Negative, zero or positive as `left` comes before, equals or comes after `right`.
  @inline(__always)
  static func compare(
    _ left: UnsafePointer<UInt8>, _ leftCount: Int, _ right: UnsafePointer<UInt8>, _ rightCount: Int
  ) -> Int {
    let common = min(leftCount, rightCount)
    var index = 0
    while index < common {
      let (a, b) = unsafe (left[index], right[index])
      if a != b { return a < b ? -1 : 1 }
      index &+= 1
    }
    return leftCount - rightCount
  }

  /// How many bytes `left` and `right` begin with in common.
  static func commonPrefix(_ left: UnsafeBufferPointer<UInt8>, _ right: [UInt8]) -> Int {
    let common = min(left.count, right.count)
    var index = 0
    while index < common, unsafe left[index] == right[index] { index += 1 }
    return index
  }
}
