/// The entry of one term space of a segment in a manifest.
package struct SpaceInfo: Sendable, Hashable {
  /// Sum of the lengths of all documents, in units (see ``TermSpace/scale``).
  package var totalLength: UInt64

  /// Sum of the lengths of the live documents, in units.
  package var liveTotalLength: UInt64

  /// The average length, in tokens of boost 1, under which the score bounds of the segment hold;
  /// above 0.
  package var averageLength: Float

  /// Makes an info from its parts.
  package init(totalLength: UInt64, liveTotalLength: UInt64, averageLength: Float) {
    self.totalLength = totalLength
    self.liveTotalLength = liveTotalLength
    self.averageLength = averageLength
  }
}
