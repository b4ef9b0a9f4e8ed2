/// A set of fingerprints that may say yes for another one: three bits for each, one in each of
/// three words.
///
/// With the ten words of a long query it says yes for 4 in 1,000 others.
struct FingerprintBits: Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0

  /// Adds a fingerprint.
  mutating func insert(_ fingerprint: UInt32) {
    first |= 1 << UInt64(fingerprint >> 1 & 63)
    second |= 1 << UInt64(fingerprint >> 7 & 63)
    third |= 1 << UInt64(fingerprint >> 13 & 63)
  }

  /// Whether `fingerprint` may be in it.
  @inline(__always)
  func contains(_ fingerprint: UInt32) -> Bool {
    let found =
      first &>> UInt64(fingerprint >> 1) & second &>> UInt64(fingerprint >> 7)
      & third &>> UInt64(fingerprint >> 13)
    return found & 1 == 1
  }
}
