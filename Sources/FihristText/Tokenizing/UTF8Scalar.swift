/// One scalar value decoded from unchecked UTF-8 bytes.
struct UTF8Scalar: Equatable {
  /// Returned for bytes that are not UTF-8, one byte at a time. It is not the value of any scalar.
  static let invalid = UInt32.max

  /// The scalar, or ``invalid``.
  var value: UInt32

  /// How many bytes it takes, at least 1.
  var byteCount: Int

  /// Decodes the scalar at `index`, which is less than `end`.
  ///
  /// Refuses what the Unicode Standard (table 3-7) calls ill-formed: overlong forms, surrogates,
  /// values above U+10FFFF, and scalars that `end` cuts off.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, at index: Int, end: Int) {
    let lead = unsafe bytes[index]
    if lead < 0x80 {
      self.init(value: UInt32(lead), byteCount: 1)
    } else {
      unsafe self.init(multibyte: bytes + index, available: end - index)
    }
  }

  private init(value: UInt32, byteCount: Int) {
    self.value = value
    self.byteCount = byteCount
  }

  @inline(never)
  private init(multibyte bytes: UnsafePointer<UInt8>, available: Int) {
    let lead = unsafe UInt32(bytes[0])
    var value = Self.invalid
    var byteCount = 1
    // Each branch reads only bytes that `available` covers.
    if lead >= 0xC2, lead < 0xE0, available >= 2 {
      if let tail = unsafe Self.tail(bytes[1]) {
        (value, byteCount) = ((lead & 0x1F) << 6 | tail, 2)
      }
    } else if lead >= 0xE0, lead < 0xF0, available >= 3 {
      if let second = unsafe Self.tail(bytes[1]), let third = unsafe Self.tail(bytes[2]) {
        let decoded = (lead & 0x0F) << 12 | second << 6 | third
        let isSurrogate = decoded >> 11 == 0x1B
        if decoded >= 0x800, !isSurrogate { (value, byteCount) = (decoded, 3) }
      }
    } else if lead >= 0xF0, lead < 0xF5, available >= 4 {
      if let second = unsafe Self.tail(bytes[1]), let third = unsafe Self.tail(bytes[2]),
        let fourth = unsafe Self.tail(bytes[3])
      {
        let decoded = (lead & 0x07) << 18 | second << 12 | third << 6 | fourth
        if decoded >= 0x10000, decoded <= 0x10FFFF { (value, byteCount) = (decoded, 4) }
      }
    }
    self.init(value: value, byteCount: byteCount)
  }

  private static func tail(_ byte: UInt8) -> UInt32? {
    byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
  }

  /// Writes `value` in UTF-8 at `target`, which can take 4 bytes; returns the number of bytes
  /// written.
  @inline(__always)
  static func write(_ value: UInt32, to target: UnsafeMutablePointer<UInt8>) -> Int {
    if value < 0x80 {
      unsafe target[0] = UInt8(truncatingIfNeeded: value)
      return 1
    }
    if value < 0x800 {
      unsafe target[0] = UInt8(truncatingIfNeeded: 0xC0 | value >> 6)
      unsafe target[1] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
      return 2
    }
    return unsafe writeLong(value, to: target)
  }

  private static func writeLong(_ value: UInt32, to target: UnsafeMutablePointer<UInt8>) -> Int {
    if value < 0x10000 {
      unsafe target[0] = UInt8(truncatingIfNeeded: 0xE0 | value >> 12)
      unsafe target[1] = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
      unsafe target[2] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
      return 3
    }
    unsafe target[0] = UInt8(truncatingIfNeeded: 0xF0 | value >> 18 & 0x07)
    unsafe target[1] = UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F)
    unsafe target[2] = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
    unsafe target[3] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
    return 4
  }
}
