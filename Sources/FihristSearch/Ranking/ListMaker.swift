internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// Opens the lists of a query's items in one segment.
struct ListMaker {
  let reader: SegmentReader
  let segment: SegmentView
  let query: PreparedQuery
  /// The terms of the query in all segments.
  let terms: OpenTerms
  let scratch: RankingScratch

  /// The posting list of a term of the query, or nil if the segment lacks it.
  func postings(of term: Int) -> UnsafePointer<PostingList>? {
    unsafe terms.list(segment.index, term)
  }

  /// What the segment knows about a term; its document frequency is 0 if it lacks it.
  func entry(_ term: Int) -> TermEntry { terms.entry(segment.index, term) }

  /// The list of an item, or nil if no document of the segment can have the item.
  func list(of item: PreparedQuery.Item) throws(IndexError) -> RankedList? {
    if item.parts.count > 1 { return try phrase(item) }
    let term = query.parts[item.parts.lowerBound].term
    guard let list = unsafe postings(of: term) else { return nil }
    return unsafe try self.list(of: list, weight: item.weight)
  }

  /// The list of a term.
  func list(
    of list: UnsafePointer<PostingList>, weight: Float
  ) throws(IndexError) -> RankedList {
    guard unsafe list.pointee.hasCodes else { return unsafe try exact(list, weight: weight) }
    let upper = unsafe segment.factors.upperBound(list.pointee.maximum, weight: weight)
    return unsafe RankedList(codes: list, weight: weight, upper: upper, in: scratch.arena)
  }

  /// Decodes and scores all of a list.
  private func exact(
    _ list: UnsafePointer<PostingList>, weight: Float
  ) throws(IndexError) -> RankedList {
    let count = unsafe list.pointee.count
    let blockCount = unsafe list.pointee.blockCount
    // Decoders write whole blocks.
    let documents: UnsafeMutablePointer<UInt32> = unsafe scratch.arena.allocate(
      128 * blockCount + PostingList.documentRoom)
    let frequencies: UnsafeMutablePointer<UInt32> = unsafe scratch.arena.allocate(128 * blockCount)
    for block in 0..<blockCount {
      guard unsafe list.pointee.decodeDocuments(block, into: documents + 128 * block),
        unsafe list.pointee.decodeFrequencies(block, into: frequencies + 128 * block)
      else { throw reader.damagedPostings() }
    }
    return unsafe scored(documents, frequencies, count: count, weight: weight, list)
  }

  /// Scores decoded documents; ``documents`` has room for a multiple of 128.
  func scored(
    _ documents: UnsafeMutablePointer<UInt32>, _ frequencies: UnsafePointer<UInt32>, count: Int,
    weight: Float, _ list: UnsafePointer<PostingList>?
  ) -> RankedList {
    for place in count..<(count + 127) & ~127 { unsafe documents[place] = RankedList.padding }
    let scores: UnsafeMutablePointer<Float> = unsafe scratch.arena.allocate(count)
    let most = unsafe fihrist_score_postings(
      documents, frequencies, count, segment.norms, segment.inverse, weight, scores)
    return unsafe RankedList(
      exact: documents, scores: scores, count: count, weight: weight, upper: most * (1 + 1e-5),
      list: list, in: scratch.arena)
  }

  /// Finds all documents with a phrase.
  private func phrase(_ item: PreparedQuery.Item) throws(IndexError) -> RankedList? {
    guard var matcher = try PhraseMatcher(item, in: self) else { return nil }
    return try matcher.list()
  }
}
