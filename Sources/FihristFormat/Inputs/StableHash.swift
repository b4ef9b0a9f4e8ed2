/// A hash that is the same in every process, for what is written to disk: FNV-1a with 64 bits.
package enum StableHash {
  /// The hash of `bytes`.
  package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
