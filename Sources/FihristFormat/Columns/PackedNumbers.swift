/// Numbers of one width, packed bit by bit from the lowest bit of the first byte on, read in any
/// order.
///
/// Widths are 0 to 56 bits, or 64: then one load of eight bytes has every number. The bytes must
/// outlive the value, and eight more must be readable behind them.
@frozen
@usableFromInline
@safe
package struct PackedNumbers: @unchecked Sendable {
  // Sendable because the bytes are a mapped file's, which nobody writes.
  @usableFromInline let base: UnsafeRawPointer
  @usableFromInline let mask: UInt64

  /// How many numbers there are.
  @usableFromInline package let count: Int

  /// The bits of each.
  @usableFromInline package let bitCount: Int

  /// Numbers at `bytes`, or nil if they do not take just as many bytes.
  @unsafe init?(_ bytes: UnsafeRawBufferPointer, count: Int, bitCount: Int) {
    guard count >= 0, let byteCount = Self.byteCount(of: count, bitCount: bitCount),
      bytes.count == byteCount
    else { return nil }
    // Nothing is read through the stand-in: numbers of no bits are 0.
    unsafe base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 8)!
    self.count = count
    self.bitCount = bitCount
    mask = bitCount == 64 ? .max : 1 << UInt64(bitCount) - 1
  }

  /// The number at `index`, which is from 0 to `count` - 1.
  @inlinable
  package subscript(index: Int) -> UInt64 {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index beyond the numbers")
      if bitCount == 0 { return 0 }
      let bit = index &* bitCount
      let word = unsafe base.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
      return (word.littleEndian &>> UInt64(truncatingIfNeeded: bit & 7)) & mask
    }
  }

  /// The bits that numbers up to `greatest` take.
  package static func bitCount(upTo greatest: UInt64) -> Int {
    let bits = UInt64.bitWidth - greatest.leadingZeroBitCount
    return bits > 56 ? 64 : bits
  }

  /// The bytes of `count` numbers; nil for a width that is not possible, or too many.
  static func byteCount(of count: Int, bitCount: Int) -> Int? {
    guard 0...56 ~= bitCount || bitCount == 64 else { return nil }
    let (bits, overflow) = count.multipliedReportingOverflow(by: bitCount)
    return overflow || bits > .max - 7 ? nil : (bits + 7) / 8
  }
}
