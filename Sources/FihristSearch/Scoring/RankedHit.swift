/// A document that a query found.
package struct RankedHit: Sendable, Hashable {
  /// Which segment of the snapshot holds it.
  package var segment: Int

  /// Its ID in the segment.
  package var document: UInt32

  /// Its score; never negative.
  package var score: Float

  /// Whether it has only words related to those of the query, by their roots, and so does not
  /// match.
  package var isRelated = false

  /// Makes a hit.
  package init(segment: Int, document: UInt32, score: Float) {
    self.segment = segment
    self.document = document
    self.score = score
  }
}
