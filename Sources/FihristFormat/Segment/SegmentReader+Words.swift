package import FihristStorage

/// What queries ask of a segment, in its first term space.
extension SegmentReader {
  /// How many terms ``words`` has.
  package var termCount: Int { words.termCount }

  /// See ``SegmentSpace/term(_:)-(UnsafeBufferPointer<UInt8>)``.
  package func term(_ bytes: UnsafeBufferPointer<UInt8>) throws(IndexError) -> TermEntry? {
    unsafe try words.term(bytes)
  }

  /// See ``SegmentSpace/term(_:)-([UInt8])``.
  package func term(_ bytes: [UInt8]) throws(IndexError) -> TermEntry? { try words.term(bytes) }

  /// See ``SegmentSpace/prefetchPostings(of:)``.
  package func prefetchPostings(of term: TermEntry) { words.prefetchPostings(of: term) }

  /// See ``SegmentSpace/postings(of:)``.
  package func postings(of term: TermEntry) throws(IndexError) -> PostingList {
    try words.postings(of: term)
  }

  /// See ``SegmentSpace/positions(of:_:)``.
  package func positions(
    of term: TermEntry, _ list: PostingList
  ) throws(IndexError) -> PositionList {
    try words.positions(of: term, list)
  }

  /// See ``SegmentSpace/makeTermCursor()``.
  package func makeTermCursor() -> TermCursor { words.makeTermCursor() }

  /// See ``SegmentSpace/length(of:)``.
  package func length(of id: UInt32) throws(IndexError) -> UInt32 { try words.length(of: id) }

  /// See ``SegmentSpace/lengths()``.
  package func lengths() throws(IndexError) -> [UInt32] { try words.lengths() }
}
