/// The entry of one term in the term dictionary.
@frozen package struct TermEntry: Sendable, Hashable {
  /// How many documents of the segment hold the term, deleted ones included; at least 1.
  package var documentFrequency: Int

  /// The range of its posting list in the body of the postings file.
  package var postings: Range<Int>

  /// The range of its positions in the body of the positions file; empty without positions.
  package var positions: Range<Int>

  /// Makes an entry from its parts.
  @inlinable
  package init(documentFrequency: Int, postings: Range<Int>, positions: Range<Int>) {
    self.documentFrequency = documentFrequency
    self.postings = postings
    self.positions = positions
  }
}
