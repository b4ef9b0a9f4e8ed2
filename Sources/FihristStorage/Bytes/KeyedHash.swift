/// A hash keyed by random bits, so that an attacker cannot construct inputs that all hash to one
/// slot of a table. Nothing that is written to disk may depend on it.
///
/// The mixing step is that of wyhash: the exclusive or of the two halves of a 128-bit product.
@frozen
@usableFromInline
package struct KeyedHash: Sendable {
  /// Mixed into what is hashed.
  package let secret: UInt64
  /// What a hash starts from.
  package let seed: UInt64

  /// Makes a hash with random bits of its own.
  package init() {
    secret = .random(in: 1 ... .max)
    seed = .random(in: 1 ... .max)
  }

  /// Mixes two numbers.
  @inlinable
  @inline(__always)
  package static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
