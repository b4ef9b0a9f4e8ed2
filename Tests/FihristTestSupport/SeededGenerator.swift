/// A random generator that repeats itself for one seed (SplitMix64: Steele, Lea & Flood, OOPSLA
/// 2014).
///
/// Print the seed of a failing test; the same seed gives the same case on every machine.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  /// The seed this generator began with.
  package let seed: UInt64
  private var state: UInt64

  /// Makes a generator that begins at `seed`.
  package init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }
}
