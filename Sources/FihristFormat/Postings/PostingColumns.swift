/// The postings of a term as columns, as the encoder takes them.
///
/// The pointers are borrowed for the call they are passed to.
@safe
package struct PostingColumns {
  /// Document IDs, ascending, below the segment's document count.
  package var documents: UnsafePointer<UInt32>
  /// For each posting Σ units · tf over the fields, 1..<2^24.
  package var frequencies: UnsafePointer<UInt32>
  /// For each posting its frequency less its number of occurrences; nil when the shape keeps none.
  package var excess: UnsafePointer<UInt32>?
  /// The positions of all postings one after the other, ascending inside each; nil without
  /// positions.
  package var positions: UnsafePointer<UInt32>?
  /// Postings.
  package var count: Int
  /// Positions of all postings: Σ (frequency − excess).
  package var positionCount: Int

  /// Gathers the columns of a term.
  package init(
    documents: UnsafePointer<UInt32>, frequencies: UnsafePointer<UInt32>,
    excess: UnsafePointer<UInt32>?, positions: UnsafePointer<UInt32>?,
    count: Int, positionCount: Int
  ) {
    unsafe self.documents = documents
    unsafe self.frequencies = frequencies
    unsafe self.excess = excess
    unsafe self.positions = positions
    self.count = count
    self.positionCount = positionCount
  }
}
