/// The two constants of BM25.
public struct RankingParameters: Sendable, Hashable {
  /// The saturation of frequencies: the smaller, the sooner further occurrences of a word stop
  /// counting. Above 0, at most 1,000.
  public let k1: Float

  /// How much a document's length counts, from 0 (not at all) to 1.
  public let b: Float

  /// k1 1.2 and b 0.75, as Robertson et al. recommend (TREC-3, 1994) and Lucene uses.
  public init() {
    k1 = 1.2
    b = 0.75
  }

  /// The usual parameters of an index: those of ``init()``, but k1 0.7 if words are scored at
  /// several levels, where further occurrences say less.
  public init(usualFor schema: Schema) {
    k1 = schema.levels == nil ? 1.2 : 0.7
    b = 0.75
  }

  /// Makes a pair of parameters.
  ///
  /// - Throws: ``SchemaError`` if one is out of its range or not a number.
  public init(k1: Float, b: Float) throws {
    try self.init(checkedK1: k1, b: b)
  }

  /// Makes a pair of parameters, with a typed error.
  package init(checkedK1 k1: Float, b: Float) throws(SchemaError) {
    guard k1 > 0, k1 <= 1_000 else {
      throw SchemaError(
        reason: "k1 \(k1) is out of range", advice: "use a number above 0, up to 1000")
    }
    guard b >= 0, b <= 1 else {
      throw SchemaError(reason: "b \(b) is out of range", advice: "use a number from 0 to 1")
    }
    self.k1 = k1
    self.b = b
  }
}
