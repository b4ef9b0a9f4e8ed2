/// What the writer of a segment has to know in advance about its documents in one term space.
package struct SpaceColumns: Sendable {
  /// For each document, in ID order, Σ units · tokens over the fields of the space; values above
  /// 2^31 − 1 count as that.
  package var lengths: [UInt32]

  /// For each document the last position with a term of the space, 0 without tokens; nil if and
  /// only if the space keeps no positions.
  package var lastPositions: [UInt32]?

  /// Gathers the columns of a space.
  package init(lengths: [UInt32], lastPositions: [UInt32]?) {
    self.lengths = lengths
    self.lastPositions = lastPositions
  }
}
