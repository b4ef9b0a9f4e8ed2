internal import FihristFormat
internal import FihristKernels

/// Ranks a segment window by window with exact sums of all postings: for many terms or many hits,
/// where bounds would save nothing.
@safe struct ScoreWindows {
  private let segment: SegmentView
  private let lists: Row<RankedList>
  /// Whether documents must have the item of each list.
  private let isRequired: UnsafeMutablePointer<Bool>
  private let requiredCount: Int
  private let excluded: Row<RankedList>
  private let sums: UnsafeMutablePointer<Float>
  /// How many of the required items, or of all if none is required, each document has.
  private let marks: UnsafeMutablePointer<UInt16>
  private let found: UnsafeMutablePointer<UInt32>
  private let documents: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>
  private let parts: UnsafeMutablePointer<Float>
  var top: TopHits
  private(set) var matching = 0
  private(set) var counters = RankingCounters()
  private var start: UInt32 = 0
  private var end: UInt32 = 0

  init(
    _ segment: SegmentView, lists: Row<RankedList>,
    isRequired: UnsafeMutablePointer<Bool>, requiredCount: Int,
    excluded: Row<RankedList>, top: TopHits, scratch: RankingScratch
  ) {
    self.segment = segment
    self.lists = lists
    unsafe self.isRequired = isRequired
    self.requiredCount = requiredCount
    self.excluded = excluded
    self.top = top
    unsafe sums = scratch.arena.allocate(segment.windowLength)
    unsafe marks = scratch.arena.allocate(segment.windowLength)
    unsafe found = scratch.found
    unsafe documents = scratch.arena.allocate(PostingList.documentRoom)
    unsafe frequencies = scratch.arena.allocate(128)
    unsafe parts = scratch.arena.allocate(128)
  }

  /// Looks at all windows.
  mutating func run() throws(DamagedPostings) {
    var first = 0
    while first < segment.documentCount {
      let end = min(first + segment.windowLength, segment.documentCount)
      start = UInt32(first)
      self.end = UInt32(end)
      counters.windows += 1
      unsafe sums.update(repeating: 0, count: end - first)
      unsafe marks.update(repeating: 0, count: end - first)
      // Copies: the closures below must not reach into what they are called by.
      let (sums, marks, start) = unsafe (sums, marks, start)
      for index in lists.indices {
        // Where something is required, only that is counted.
        let isCounted = unsafe requiredCount == 0 || isRequired[index]
        unsafe try forEachRun(of: &lists[index]) { documents, scores, count in
          unsafe fihrist_add_scores(sums, start, documents, scores, count)
          if isCounted { unsafe fihrist_add_marks(marks, start, documents, count) }
        }
      }
      for index in excluded.indices {
        unsafe try forEachRun(of: &excluded[index]) { documents, _, count in
          for place in 0..<count { unsafe marks[Int(documents[place] - start)] = 0 }
        }
      }
      select()
      first = end
    }
  }

  /// Calls `body` with the documents of `list` in the window, and what they score.
  private mutating func forEachRun(
    of list: inout RankedList,
    _ body: (UnsafePointer<UInt32>, UnsafePointer<Float>, Int) -> Void
  ) throws(DamagedPostings) {
    if list.form == .decoded {
      guard list.hold(from: start, to: end) else { throw DamagedPostings() }
      let held = unsafe list.heldWindow
      let first = unsafe held.documents - UnsafePointer(list.documents)
      // Excluded lists have no scores, and need none.
      unsafe body(held.documents, list.scores.map { unsafe $0 + first } ?? parts, held.count)
      return
    }
    guard let postings = unsafe list.list else { throw DamagedPostings() }
    var block = unsafe postings.pointee.block(containing: start)
    while unsafe block < postings.pointee.blockCount {
      guard unsafe postings.pointee.decodeDocuments(block, into: documents),
        unsafe postings.pointee.decodeFrequencies(block, into: frequencies)
      else { throw DamagedPostings() }
      let length = unsafe postings.pointee.blockLength(block)
      counters.decodedPostings += length
      let from = unsafe fihrist_lower_bound(documents, length, start)
      let to = unsafe fihrist_lower_bound(documents, length, end)
      unsafe fihrist_score_postings(
        documents, frequencies, length, segment.norms, segment.inverse, list.weight, parts)
      unsafe body(documents + from, parts + from, to - from)
      if to < length { break }
      block += 1
    }
  }

  /// Offers the matching documents of the window to ``top``.
  private mutating func select() {
    if unsafe segment.live != nil {
      for document in start..<end where !segment.isLive(document) {
        unsafe marks[Int(document - start)] = 0
      }
    }
    let count = Int(end - start)
    let wanted = UInt16(truncatingIfNeeded: requiredCount)
    var threshold = top.threshold
    if !top.isFull, count > 2 * top.limit {
      // Most would be offered only to be thrown out by better ones of the same window.
      let reached = unsafe fihrist_sum_threshold(sums, marks, count, wanted, top.limit)
      threshold = max(threshold, reached)
    }
    var matchingHere = 0
    let foundCount = unsafe fihrist_collect_sums(
      sums, marks, count, wanted, threshold, start, found, &matchingHere)
    matching += matchingHere
    counters.scoredDocuments += matchingHere
    for index in 0..<foundCount {
      let document = unsafe found[index]
      unsafe top.offer(document, sums[Int(document - start)])
    }
  }
}
