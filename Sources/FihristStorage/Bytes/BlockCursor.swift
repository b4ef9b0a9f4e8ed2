/// Reads the mapped bytes of one block from front to back. At the end, every method returns nil
/// instead of reading on.
///
/// A value type on two pointers, so that a look-up allocates nothing. The caller keeps the bytes
/// alive. It is inlined into other modules: look-ups of terms run through it byte by byte.
@frozen
@usableFromInline
@safe
package struct BlockCursor {
  @usableFromInline var next: UnsafePointer<UInt8>
  @usableFromInline let end: UnsafePointer<UInt8>

  /// Reads `bytes`, which must outlive the cursor and must have an address.
  @inlinable
  @unsafe package init?(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return nil }
    unsafe next = start.assumingMemoryBound(to: UInt8.self)
    unsafe end = unsafe next + bytes.count
  }

  /// How many bytes are left.
  @inlinable
  package var remaining: Int { unsafe end - next }

  /// The next byte.
  @inlinable
  @inline(__always)
  package mutating func byte() -> UInt8? {
    guard unsafe next < end else { return nil }
    defer { unsafe next += 1 }
    return unsafe next.pointee
  }

  /// A varint below 2^56, which takes at most eight bytes: a sum of the few values in a block
  /// cannot overflow an `Int`.
  @inlinable
  @inline(__always)
  package mutating func varint() -> Int? {
    guard let first = byte() else { return nil }
    if first < 0x80 { return Int(first) }
    return longVarint(first)
  }

  /// The two numbers of a byte, of four bits each; one of 15 is continued by a varint, the high
  /// one's first.
  @inlinable
  @inline(__always)
  package mutating func nibbles() -> (high: Int, low: Int)? {
    guard let byte = byte() else { return nil }
    var (high, low) = (Int(byte >> 4), Int(byte & 15))
    if high == 15 {
      guard let more = varint() else { return nil }
      high += more
    }
    if low == 15 {
      guard let more = varint() else { return nil }
      low += more
    }
    return (high, low)
  }

  @usableFromInline
  @inline(never)
  mutating func longVarint(_ first: UInt8) -> Int? {
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
  @inlinable
  @inline(__always)
  package mutating func take(_ count: Int) -> UnsafePointer<UInt8>? {
    guard count >= 0, count <= remaining else { return nil }
    defer { unsafe next += count }
    return unsafe next
  }
}
