/// Reads the mapped bytes of one block from front to back: at their end every method returns nil
/// instead of reading on.
///
/// A value type on two pointers, so that a look-up allocates nothing. Whoever makes one keeps the
/// bytes alive.
@safe struct BlockCursor {
  private var next: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  /// Reads `bytes`, which must outlive the cursor and may not be without an address.
  @unsafe init?(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return nil }
    unsafe next = start.assumingMemoryBound(to: UInt8.self)
    unsafe end = unsafe next + bytes.count
  }

  /// How many bytes are left.
  var remaining: Int { unsafe end - next }

  @inline(__always)
  mutating func byte() -> UInt8? {
    guard unsafe next < end else { return nil }
    defer { unsafe next += 1 }
    return unsafe next.pointee
  }

  /// A varint below 2^56, which takes at most eight bytes: so large that no sum of the few values
  /// in a block overflows an `Int`.
  @inline(__always)
  mutating func varint() -> Int? {
    guard let first = byte() else { return nil }
    if first < 0x80 { return Int(first) }
    return longVarint(first)
  }

  @inline(never)
  private mutating func longVarint(_ first: UInt8) -> Int? {
    var value = Int(first & 0x7F)
    var shift = 7
    while shift < 56 {
      guard let byte = byte() else { return nil }
      value |= Int(byte & 0x7F) &<< shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  /// The next `count` bytes, which are skipped; `count` may be any number from a file.
  @inline(__always)
  mutating func take(_ count: Int) -> UnsafePointer<UInt8>? {
    guard count >= 0, count <= remaining else { return nil }
    defer { unsafe next += count }
    return unsafe next
  }
}
