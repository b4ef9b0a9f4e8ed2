internal import FihristFormat
internal import FihristStorage

/// Opens the lists of a query's items in one segment.
@safe struct ListOpener {
  let segment: SegmentView
  let query: PlannedItems
  /// The terms of the query in all segments.
  let terms: OpenTerms
  let scratch: RankingScratch
  /// The documents of what scores the same wherever it matches.
  var constants: Row<ConstantList>?
  /// The snapshot that is searched keeps it alive: copies of this value count no references.
  private let unmanagedReader: Unmanaged<SegmentReader>

  init(
    _ reader: SegmentReader, _ segment: SegmentView, query: PlannedItems, terms: OpenTerms,
    scratch: RankingScratch
  ) {
    unsafe unmanagedReader = Unmanaged.passUnretained(reader)
    self.segment = segment
    self.query = query
    self.terms = terms
    self.scratch = scratch
  }

  var reader: SegmentReader { unsafe unmanagedReader.takeUnretainedValue() }

  /// The same for the segment restricted to fewer documents.
  func restricted(to segment: SegmentView) -> ListOpener {
    ListOpener(reader, segment, query: query, terms: terms, scratch: scratch)
  }

  /// The posting list of a term of the query, or nil if the segment lacks it.
  func list(of term: Int) -> OpenList? { terms.list(segment: segment.index, term: term) }

  /// The segment's entry for a term; its document frequency is 0 if it lacks it.
  func entry(_ term: Int) -> TermEntry { terms.entry(segment: segment.index, term: term) }

  /// The cursor of an item, or nil if no document of the segment can have the item.
  func cursor(of item: PlannedItems.Item) throws(IndexError) -> ItemCursor? {
    if item.constant >= 0 { return constants.flatMap { constant(item, $0[item.constant]) } }
    if item.parts.count > 1 {
      guard var matcher = try PhraseMatcher(item, in: self, isComplete: true) else { return nil }
      return try matcher.cursor().map { .exact(scratch.arena.cell($0)) }
    }
    guard let list = list(of: query.parts[item.parts.lowerBound].term) else { return nil }
    return try cursor(of: list, weight: item.weight)
  }

  private func constant(_ item: PlannedItems.Item, _ list: ConstantList) -> ItemCursor? {
    guard list.count > 0 else { return nil }
    let arena = scratch.arena
    return .exact(arena.cell(ExactCursor(list, score: item.weight, in: arena)))
  }

  /// The cursor of a term.
  func cursor(of list: OpenList, weight: Float) throws(IndexError) -> ItemCursor {
    let arena = scratch.arena
    let upper = segment.factors.upperBound(list.postings.maximum, weight: weight)
    if list.isDense {
      return .dense(arena.cell(DenseCursor(list, weight: weight, upper: upper, in: arena)))
    }
    if list.postings.hasCodes {
      return .coded(arena.cell(CodedCursor(list, weight: weight, upper: upper, in: arena)))
    }
    do throws(DamagedPostings) {
      let cursor = try ExactCursor(decoding: list, weight: weight, upper: upper, in: arena)
      return .exact(arena.cell(cursor))
    } catch {
      throw reader.damagedPostings()
    }
  }
}
