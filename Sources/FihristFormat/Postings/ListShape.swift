/// The properties that all posting lists of a segment share.
@frozen
@usableFromInline
package struct ListShape: Sendable, Hashable {
  /// The document count of the segment, at most 2^24 − 1; IDs are below it.
  @usableFromInline package let documentCount: Int
  /// Whether lists have positions.
  @usableFromInline package let hasPositions: Bool
  /// Whether postings keep an excess: how far their frequency is above their number of occurrences.
  @usableFromInline package let hasExcess: Bool

  /// The most documents a segment holds.
  package static let mostDocuments = FormatLimits.documentCount
  /// Postings of a block.
  package static let blockLength = 128
  /// From this document frequency on, a blocked list has a code of four bits for each posting.
  package static let leastCoded = 512
  /// From this document frequency on, a short list starts with its bounds.
  package static let leastBounded = 16
  /// The smallest document count of a segment with dense lists.
  package static let leastDense = 1_024

  /// Makes the shape of a segment's lists.
  package init(documentCount: Int, hasPositions: Bool, hasExcess: Bool) {
    self.documentCount = documentCount
    self.hasPositions = hasPositions
    self.hasExcess = hasExcess
  }

  /// The form of a list, which follows from its document frequency and the shape alone.
  package func form(documentFrequency: Int) -> PostingList.Form {
    if documentCount >= Self.leastDense, documentFrequency &* 8 >= documentCount { return .dense }
    return documentFrequency < Self.blockLength ? .short : .blocked
  }
}
