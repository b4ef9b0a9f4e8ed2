/// The tf part of BM25 for every norm: the only code that turns a frequency and a length into a
/// score.
///
/// The part of a posting is `1 − 1 / (1 + tf · inv)` with
/// `inv = 1 / (k1 · ((1 − b) + b · length / averageLength))`; multiplied by the weight of its term,
/// it is what the term adds to a score (S. Robertson & H. Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond", 2009, without the constant factor k1 + 1). Everything is `Float`,
/// in one order.
@frozen
@usableFromInline
package struct ImpactTable: Sendable {
  /// For each norm, `inv` for a frequency counted in units. It includes the division by the scale,
  /// which is exact because the scale is a power of two.
  @usableFromInline package let inverse: [Float]

  /// Makes the table of a length for each norm.
  ///
  /// - Parameters:
  ///   - k1: Saturation of the frequency, 0 or more.
  ///   - b: Weight of the length, 0...1.
  ///   - averageLength: The average length, in tokens of boost 1; when it is not above 0 (no
  ///     tokens), 1 is used instead.
  ///   - scale: Units in one occurrence of boost 1: 1, 2 or 4.
  ///   - lengths: The length each of the 256 norms stands for.
  package init(k1: Float, b: Float, averageLength: Float, scale: UInt32, lengths: [Float]) {
    precondition(lengths.count == 256, "a length for each norm")
    let average = averageLength > 0 ? averageLength : 1
    inverse = lengths.map { length in
      1 / (k1 * ((1 - b) + b * (length / average))) / Float(scale)
    }
  }

  /// Makes the table of an index's parameters and an average length; see the other initialiser.
  package init(parameters: RankingParameters, averageLength: Float, scale: UInt32) {
    self.init(
      k1: parameters.k1, b: parameters.b, averageLength: averageLength, scale: scale,
      lengths: Norm.lengths.map { Float($0) })
  }

  /// The tf part, in 0...1.
  ///
  /// - Parameters:
  ///   - frequency: The posting's frequency in units, at least 1.
  ///   - norm: The document's norm.
  @inlinable
  package func part(frequency: UInt32, norm: UInt8) -> Float {
    1 - 1 / (1 + Float(frequency) * inverse[Int(norm)])
  }

  /// The part of a posting times the weight of its term, as ranking computes it:
  /// `w − w / (1 + tf · inv)`.
  @inlinable
  package func part(frequency: UInt32, norm: UInt8, weight: Float) -> Float {
    weight - weight / (1 + Float(frequency) * inverse[Int(norm)])
  }
}
