internal import FihristFormat
internal import FihristStorage

/// Opens the lists of a query's items in one segment.
@safe struct ListMaker {
  let segment: SegmentView
  let query: SearchPlan
  /// The terms of the query in all segments.
  let terms: OpenTerms
  let scratch: RankingScratch
  /// Kept by the snapshot that is searched: copies of this value count no references.
  private let unmanagedReader: Unmanaged<SegmentReader>

  init(
    _ reader: SegmentReader, _ segment: SegmentView, _ query: SearchPlan, _ terms: OpenTerms,
    _ scratch: RankingScratch
  ) {
    unsafe unmanagedReader = Unmanaged.passUnretained(reader)
    self.segment = segment
    self.query = query
    self.terms = terms
    self.scratch = scratch
  }

  var reader: SegmentReader { unsafe unmanagedReader.takeUnretainedValue() }

  /// The posting list of a term of the query, or nil if the segment lacks it.
  func postings(of term: Int) -> UnsafePointer<PostingList>? {
    unsafe terms.list(segment.index, term)
  }

  /// What the segment knows about a term; its document frequency is 0 if it lacks it.
  func entry(_ term: Int) -> TermEntry { terms.entry(segment.index, term) }

  /// The list of an item, or nil if no document of the segment can have the item.
  func list(of item: SearchPlan.Item) throws(IndexError) -> RankedList? {
    if item.parts.count > 1 { return try phrase(item) }
    let term = query.parts[item.parts.lowerBound].term
    guard let list = unsafe postings(of: term) else { return nil }
    return unsafe try self.list(of: list, weight: item.weight)
  }

  /// The list of a term.
  func list(
    of list: UnsafePointer<PostingList>, weight: Float
  ) throws(IndexError) -> RankedList {
    guard unsafe list.pointee.hasCodes else { return unsafe try decoded(list, weight: weight) }
    let upper = unsafe segment.factors.upperBound(list.pointee.maximum, weight: weight)
    return unsafe RankedList(codes: list, weight: weight, upper: upper, in: scratch.arena)
  }

  /// Decodes the documents of a list.
  private func decoded(
    _ list: UnsafePointer<PostingList>, weight: Float
  ) throws(IndexError) -> RankedList {
    let count = unsafe list.pointee.count
    let blockCount = unsafe list.pointee.blockCount
    // Decoders write whole blocks.
    let documents: UnsafeMutablePointer<UInt32> = unsafe scratch.arena.allocate(
      128 * blockCount + PostingList.documentRoom)
    for block in 0..<blockCount {
      guard unsafe list.pointee.decodeDocuments(block, into: documents + 128 * block) else {
        throw reader.damagedPostings()
      }
    }
    for place in count..<128 * blockCount { unsafe documents[place] = RankedList.padding }
    let upper = unsafe segment.factors.upperBound(list.pointee.maximum, weight: weight)
    return unsafe RankedList(
      decoded: documents, frequencies: nil, count: count, weight: weight, upper: upper, list: list,
      in: scratch.arena)
  }

  /// Finds all documents with a phrase.
  private func phrase(_ item: SearchPlan.Item) throws(IndexError) -> RankedList? {
    guard var matcher = try PhraseMatcher(item, in: self, isComplete: true) else { return nil }
    return try matcher.list()
  }
}
