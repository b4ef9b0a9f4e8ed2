/// A number whose every bit depends on every bit of another: the last steps of SplitMix64 (Steele,
/// Lea & Flood, OOPSLA 2014).
package enum MixedBits {
  /// Mixes `value`.
  @inlinable
  package static func of(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits &>> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits &>> 31)
  }
}
