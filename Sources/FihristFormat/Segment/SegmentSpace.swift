package import FihristStorage

/// One term space of an open segment: its terms, their posting lists, and the lengths of documents.
@safe package final class SegmentSpace: Sendable {
  /// The space.
  package let space: TermSpace

  /// The shape of its posting lists.
  package let shape: ListShape

  /// The norm of each document; 64 bytes more may be read. Valid while this object lives.
  package nonisolated(unsafe) let norms: UnsafePointer<UInt8>

  /// The bits of a position in each document, or nil without positions; as ``norms``.
  package nonisolated(unsafe) let positionWidths: UnsafePointer<UInt8>?

  let terms: TermDictionaryReader
  private let lengthColumn: NormsReader
  private let postingsFile: CheckedFile
  private let positionsFile: CheckedFile?

  init(
    _ space: TermSpace, terms: TermDictionaryReader, lengths: NormsReader, _ lists: ListFiles
  ) throws(IndexError) {
    self.space = space
    self.terms = terms
    shape = ListShape(
      documentCount: lengths.documentCount, hasPositions: space.hasPositions,
      hasExcess: space.hasExcess)
    lengthColumn = lengths
    unsafe norms = lengths.norms
    unsafe positionWidths = space.hasPositions ? lengths.widths : nil
    postingsFile = lists.postings
    positionsFile = space.hasPositions ? lists.positions : nil
  }
}

extension SegmentSpace {
  /// How many terms there are.
  package var termCount: Int { terms.termCount }

  /// What is known about the term `bytes` (UTF-8), or nil if it is not there.
  ///
  /// Allocates nothing; takes well under a microsecond if the pages are in memory.
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func term(_ bytes: UnsafeBufferPointer<UInt8>) throws(IndexError) -> TermEntry? {
    unsafe try terms.find(bytes)
  }

  /// What is known about the term `bytes` (UTF-8), or nil if it is not there.
  package func term(_ bytes: [UInt8]) throws(IndexError) -> TermEntry? {
    unsafe try bytes.withUnsafeBufferPointer { (buffer) throws(IndexError) in
      unsafe try terms.find(buffer)
    }
  }

  /// Looks for a term as far as that is possible without waiting for memory, which is fetched.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func search(_ term: EncodedTerm) throws(IndexError) -> TermSearch {
    try terms.search(term)
  }

  /// Fetches what the search for `term` reads first.
  @inline(__always)
  package func prefetch(_ term: EncodedTerm) { terms.prefetch(term) }

  /// Fetches a block that a search has led to.
  package func prefetch(block: Int) { terms.prefetch(block: block) }

  /// What is known about a term, or nil if the block that its search has led to lacks it.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func term(_ term: EncodedTerm, in block: Int) throws(IndexError) -> TermEntry? {
    try terms.find(term, in: block)
  }

  /// Prefetches the start of a posting list that will be opened soon.
  package func prefetchPostings(of term: TermEntry) {
    postingsFile.prefetch(term.postings.lowerBound)
    // The directory of a blocked list, or the rest of a short one, is read at once.
    if term.postings.count > 64 { postingsFile.prefetch(term.postings.lowerBound &+ 64) }
  }

  /// The posting list of a term, valid while this object lives.
  ///
  /// Its pages are checked here, the first time that they are read.
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func postings(of term: TermEntry) throws(IndexError) -> PostingList {
    let bytes = unsafe try postingsFile.bytes(term.postings)
    do {
      return unsafe try PostingList(bytes: bytes, count: term.documentFrequency, shape: shape)
    } catch {
      throw IndexError.damaged(postingsFile.path, error.reason)
    }
  }

  /// The positions of a term whose posting list is `list`, valid while this object lives.
  ///
  /// - Throws: ``IndexError``: `invalid` if the space keeps no positions; `damaged`.
  package func positions(
    of term: TermEntry, _ list: PostingList
  ) throws(IndexError) -> PositionList {
    guard let file = positionsFile, let widths = unsafe positionWidths else {
      throw IndexError.invalid(
        postingsFile.path, "this index keeps no positions",
        advice: "index the documents again with positions")
    }
    let bytes = unsafe try file.bytes(term.positions)
    do {
      return unsafe try PositionList(bytes: bytes, of: list, widths: widths)
    } catch {
      throw IndexError.damaged(file.path, error.reason)
    }
  }

  /// A cursor before the first term; terms come in the byte order of their UTF-8.
  package func makeTermCursor() -> TermCursor { TermCursor(terms) }

  /// The blocks of the dictionary.
  package func makeTermBlocks() -> TermBlocks { TermBlocks(terms) }

  /// The exact length of the document `id`, in units.
  ///
  /// - Throws: ``IndexError``: `invalid` past the last document; `damaged`.
  package func length(of id: UInt32) throws(IndexError) -> UInt32 {
    try lengthColumn.length(of: id)
  }

  /// The exact lengths of all documents, in units.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package func lengths() throws(IndexError) -> [UInt32] { try lengthColumn.lengths() }

  /// The error for damage to posting lists.
  func damage(_ reason: String) -> IndexError { .damaged(postingsFile.path, reason) }
}
