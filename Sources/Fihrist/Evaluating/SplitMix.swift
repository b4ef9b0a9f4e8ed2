/// A random generator that gives the same numbers for a seed on every machine (SplitMix64: Steele,
/// Lea & Flood, OOPSLA 2014).
struct SplitMix {
  /// Where the sequence stands.
  var state: UInt64

  /// The next 64 random bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits &>> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits &>> 31)
  }

  /// A number from 0 to below `count`, which is at least 1; the bias is count / 2^64.
  mutating func next(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
