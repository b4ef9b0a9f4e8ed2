/// Reads what ``ByteWriter`` wrote, from unchecked bytes.
package struct ByteReader: Sendable {
  private let bytes: [UInt8]

  /// The next byte to read.
  package private(set) var offset = 0

  /// Reads `bytes` from their start.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a copy of `bytes`.
  package init(copying bytes: UnsafeRawBufferPointer) { unsafe self.init([UInt8](bytes)) }

  /// How many bytes have not been read.
  package var remaining: Int { bytes.count - offset }

  /// Reads one byte.
  package mutating func u8() throws(TruncatedBytes) -> UInt8 { UInt8(try fixed(1)) }

  /// Reads two bytes.
  package mutating func u16() throws(TruncatedBytes) -> UInt16 { UInt16(try fixed(2)) }

  /// Reads four bytes.
  package mutating func u32() throws(TruncatedBytes) -> UInt32 { UInt32(try fixed(4)) }

  /// Reads eight bytes.
  package mutating func u64() throws(TruncatedBytes) -> UInt64 { try fixed(8) }

  /// Reads a number of at most 64 bits in groups of seven.
  package mutating func varint() throws(TruncatedBytes) -> UInt64 {
    let start = offset
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      // The tenth byte holds at least one bit.
      if shift == 63, byte > 1 { break }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
      if shift > 63 { break }
    }
    throw TruncatedBytes(offset: start, expected: "a number")
  }

  /// Reads a varint that must be at most `limit`, as an `Int`.
  package mutating func count(atMost limit: Int) throws(TruncatedBytes) -> Int {
    let start = offset
    let value = try varint()
    guard value <= UInt64(limit) else {
      throw TruncatedBytes(offset: start, expected: "a number up to \(limit)")
    }
    return Int(value)
  }

  /// Reads a string: a varint of its byte count, then well-formed UTF-8.
  package mutating func string() throws(TruncatedBytes) -> String {
    let start = offset
    let count = try count(atMost: Int.max)
    guard count <= remaining,
      let text = String(validating: bytes[offset..<offset + count], as: UTF8.self)
    else { throw TruncatedBytes(offset: start, expected: "a string") }
    offset += count
    return text
  }

  /// Reads `count` bytes as they are.
  package mutating func raw(_ count: Int) throws(TruncatedBytes) -> [UInt8] {
    guard count >= 0, count <= remaining else {
      throw TruncatedBytes(offset: offset, expected: "\(count) bytes")
    }
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }

  /// Passes over `count` bytes.
  package mutating func skip(_ count: Int) throws(TruncatedBytes) {
    guard count >= 0, count <= remaining else {
      throw TruncatedBytes(offset: offset, expected: "\(count) bytes")
    }
    offset += count
  }

  private mutating func fixed(_ count: Int) throws(TruncatedBytes) -> UInt64 {
    guard count <= remaining else {
      throw TruncatedBytes(offset: offset, expected: "\(count) bytes")
    }
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
    offset += count
    return value
  }
}
