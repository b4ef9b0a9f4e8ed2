extension Snapshot {
  /// The idf of a term, for choosing what a snippet shows: a rare word says more than a common one.
  ///
  /// Without `statistics` deleted documents count. Ranking has looked up the same terms and
  /// reported damage, so a term that cannot be read here just counts as rare.
  ///
  /// - Parameter statistics: Those that scores are computed from, if they are not the snapshot's.
  func rarity(of term: [UInt8], by statistics: CollectionStatistics?) -> Float {
    if let statistics, let frequency = statistics.documentFrequencies[.init(term)] {
      return Float(
        InverseDocumentFrequency.value(
          documentCount: statistics.documentCount, documentFrequency: frequency))
    }
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
