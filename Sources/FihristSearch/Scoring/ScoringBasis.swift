internal import FihristFormat

/// The collection-wide values that scores in one term space depend on: how many documents there
/// are, how long they are on average, and the resulting factors for the bounds that segments store.
final class ScoringBasis: Sendable {
  /// The ordinal of the term space, and of those that are levels of it.
  let space: Int

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
  init(_ manifest: Manifest, space: Int, documentCount: UInt64, totalLength: UInt64) {
    self.space = space
    self.documentCount = documentCount
    self.totalLength = totalLength
    let scale = manifest.schema.termSpaces[space].scale
    averageLength =
      documentCount == 0 ? 0 : Float(Double(totalLength) / Double(scale) / Double(documentCount))
    let impacts = ImpactTable(
      parameters: manifest.parameters, averageLength: averageLength, scale: scale)
    self.impacts = impacts
    factors = manifest.segments.map { info in
      BoundFactors(
        pinned: ImpactTable(
          parameters: info.parameters, averageLength: info.spaces[space].averageLength, scale: scale
        ),
        query: impacts)
    }
  }

  /// Makes the basis for ranking a snapshot by the statistics of a collection that it is a part of.
  convenience init(_ statistics: CollectionStatistics, for snapshot: Snapshot, space: Int) {
    self.init(
      snapshot.manifest, space: space, documentCount: statistics.documentCount,
      totalLength: statistics.totalLength(inSpace: space))
  }

  /// The inverse document frequency of a term that `frequency` live documents have.
  func inverseDocumentFrequency(_ frequency: UInt64) -> Double {
    InverseDocumentFrequency.value(documentCount: documentCount, documentFrequency: frequency)
  }
}
