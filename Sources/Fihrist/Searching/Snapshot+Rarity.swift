extension Snapshot {
  /// The idf of a term, for choosing what a snippet shows: a rare word says more than a common one.
  ///
  /// Deleted documents count. Ranking has looked up the same terms and reported damage, so a term
  /// that cannot be read here just counts as rare.
  func rarity(of term: [UInt8]) -> Float {
    var frequency: UInt64 = 0
    for segment in segments {
      let entry = unsafe term.withUnsafeBufferPointer { unsafe try? segment.term($0) }
      frequency += UInt64(entry?.documentFrequency ?? 0)
    }
    return Float(
      InverseDocumentFrequency.value(
        documentCount: documentCount, documentFrequency: frequency))
  }
}
