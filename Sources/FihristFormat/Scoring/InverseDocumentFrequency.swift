/// The weight of a word by its rarity.
package enum InverseDocumentFrequency {
  /// ln(1 + (N − df + ½) / (df + ½)), Lucene's form of Robertson and Spärck Jones's weight: always
  /// positive, and bit for bit the same on every machine.
  ///
  /// - Parameters:
  ///   - documentCount: N, the live documents of the whole index.
  ///   - documentFrequency: df, how many of them hold the word; at most N.
  package static func value(documentCount: UInt64, documentFrequency: UInt64) -> Double {
    let count = Double(documentCount)
    let frequency = Double(min(documentFrequency, documentCount))
    return NaturalLogarithm.value(1 + (count - frequency + 0.5) / (frequency + 0.5))
  }
}
