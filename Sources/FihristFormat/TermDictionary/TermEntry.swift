/// What the term dictionary knows about one term.
@frozen package struct TermEntry: Sendable, Hashable {
  /// How many documents of the segment hold the term, deleted ones included; at least 1.
  package var documentFrequency: Int

  /// Where its posting list lies in the body of the postings file.
  package var postings: Range<Int>

  /// Where its positions lie in the body of the positions file; empty without positions.
  package var positions: Range<Int>

  /// Makes an entry from its parts.
  @inlinable
  package init(documentFrequency: Int, postings: Range<Int>, positions: Range<Int>) {
    self.documentFrequency = documentFrequency
    self.postings = postings
    self.positions = positions
  }
}
