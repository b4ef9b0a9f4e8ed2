/// A set of fingerprints that may say yes for another one: a bit for the last ten bits of each.
struct FingerprintBits: Sendable {
  private var bits: (SIMD8<UInt64>, SIMD8<UInt64>) = (.zero, .zero)

  /// Adds a fingerprint.
  mutating func insert(_ fingerprint: UInt32) {
    let word = Int(fingerprint >> 7 & 7)
    if fingerprint >> 10 & 1 == 0 {
      bits.0[word] |= 1 << UInt64(fingerprint >> 1 & 63)
    } else {
      bits.1[word] |= 1 << UInt64(fingerprint >> 1 & 63)
    }
  }

  /// Whether `fingerprint` may be in it.
  @inline(__always)
  func contains(_ fingerprint: UInt32) -> Bool {
    let word = Int(fingerprint >> 7 & 7)
    let row = fingerprint >> 10 & 1 == 0 ? bits.0[word] : bits.1[word]
    return row >> UInt64(fingerprint >> 1 & 63) & 1 == 1
  }
}
