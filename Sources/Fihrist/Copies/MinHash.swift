/// A signature of a set of shingles: for each of 126 hash functions the least value. Of two sets,
/// the share of equal values estimates the overlap, with a standard error of 0.045 at most.
///
/// (Broder, On the resemblance and containment of documents, SEQUENCES 1997.)
struct MinHash {
  /// Values of a band; see ``CopyCandidates``.
  static let bandLength = 3
  /// How many bands a signature has.
  static let bandCount = 42
  /// How many values it has.
  static let count = bandLength * bandCount

  /// Factors and summands of the hash functions: the same on every machine.
  private static let functions: [(factor: UInt64, summand: UInt64)] = (0..<UInt64(count)).map {
    (MixedBits.of(2 * $0 + 1) | 1, MixedBits.of(2 * $0 + 2))
  }

  /// Appends the values of `set` to `values`.
  ///
  /// - Complexity: O(shingles · ``count``).
  static func append(_ set: ShingleSet, to values: inout [UInt32]) {
    var least = [UInt32](repeating: .max, count: count)
    for hash in set.hashes {
      for (index, function) in functions.enumerated() {
        let value = UInt32(
          truncatingIfNeeded: (hash &* function.factor &+ function.summand) &>> 32)
        if value < least[index] { least[index] = value }
      }
    }
    values += least
  }
}
