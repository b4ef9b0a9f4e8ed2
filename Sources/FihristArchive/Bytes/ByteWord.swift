/// Eight bytes processed together in one number.
///
/// Plain arithmetic instead of SIMD types, because Swift's comparisons and reductions of SIMD types
/// are loops over the lanes.
enum ByteWord {
  /// `byte` eight times.
  @inline(__always) static func repeating(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x0101_0101_0101_0101
  }

  /// The highest bit of each byte of `word` that is zero, and no other bit (Warren, Hacker's
  /// Delight, §6-1).
  @inline(__always) static func zeroBytes(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((word & low) &+ low) | word | low)
  }
}
