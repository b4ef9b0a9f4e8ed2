internal import FihristFormat

/// The collection-wide values that scores depend on: how many documents there are, how long they
/// are on average, and the resulting factors for the bounds that segments store.
final class ScoringBasis: Sendable {
  /// N: the live documents of the collection.
  let documentCount: UInt64

  /// The exact sum of their lengths, in units.
  let totalLength: UInt64

  /// Their average length, in tokens of boost 1; 0 without documents.
  let averageLength: Float

  /// The tf part of every norm.
  let impacts: ImpactTable

  /// For each segment of the snapshot, how its stored bounds become bounds under ``impacts``.
  let factors: [BoundFactors]

  /// Makes the basis for ranking the commit of `manifest`.
  ///
  /// - Complexity: O(segments).
  init(_ manifest: Manifest, documentCount: UInt64, totalLength: UInt64) {
    self.documentCount = documentCount
    self.totalLength = totalLength
    let scale = manifest.schema.scale
    averageLength =
      documentCount == 0 ? 0 : Float(Double(totalLength) / Double(scale) / Double(documentCount))
    let impacts = ImpactTable(
      parameters: manifest.parameters, averageLength: averageLength, scale: scale)
    self.impacts = impacts
    factors = manifest.segments.map { info in
      BoundFactors(
        pinned: ImpactTable(
          parameters: info.parameters, averageLength: info.spaces[0].averageLength, scale: scale),
        query: impacts)
    }
  }

  /// Makes the basis for ranking a snapshot by the statistics of a collection that it is a part of.
  convenience init(_ statistics: CollectionStatistics, for snapshot: Snapshot) {
    self.init(
      snapshot.manifest, documentCount: statistics.documentCount,
      totalLength: statistics.totalLengths[.first] ?? 0)
  }

  /// The inverse document frequency of a term that `frequency` live documents have.
  func inverseDocumentFrequency(_ frequency: UInt64) -> Double {
    InverseDocumentFrequency.value(documentCount: documentCount, documentFrequency: frequency)
  }
}
