internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// Ranks a segment window by window with exact sums of all postings: for many terms or many hits,
/// where bounds would save nothing.
struct ScoreWindows: SegmentRanking, ~Copyable {
  private let segment: SegmentView
  private let cursors: Row<ItemCursor>
  /// Whether documents must have the item of each cursor.
  private let isRequired: Row<Bool>
  private let requiredCount: Int
  private let excluded: Row<ItemCursor>
  /// Of documents that do not match, -0 unless some items are required.
  private let sums: Column<Float>
  /// How many of the required items each document has; unused if none is required.
  private let marks: Column<UInt16>
  private let found: Column<UInt32>
  /// The documents of a window with their scores, as ``TopHits`` has them; unused if some items are
  /// required.
  private let numbers: Column<UInt64>
  private let stop: StopSignal
  private var block = PostingBlock()
  private let scores: Column<Float>
  var top: TopHits
  private(set) var matching = 0
  private(set) var counters = RankingCounters()
  private var window: Range<UInt32> = 0..<0

  init(
    _ segment: SegmentView, _ cursors: Row<ItemCursor>, isRequired: Row<Bool>,
    requiredCount: Int, excluded: Row<ItemCursor>, top: TopHits, scratch: RankingScratch
  ) {
    self.segment = segment
    self.cursors = cursors
    self.isRequired = isRequired
    self.requiredCount = requiredCount
    self.excluded = excluded
    self.top = top
    sums = scratch.arena.allocate(segment.windowLength)
    marks = scratch.arena.allocate(requiredCount > 0 ? segment.windowLength : 0)
    numbers = scratch.arena.allocate(requiredCount > 0 ? 0 : segment.windowLength)
    found = scratch.found
    stop = scratch.stop
    scores = scratch.arena.allocate(ListShape.blockLength)
  }

  mutating func run() throws(DamagedPostings) {
    var first = 0
    while first < segment.documentCount, !stop.isReached() {
      let end = min(first + segment.windowLength, segment.documentCount)
      window = UInt32(first)..<UInt32(end)
      counters.windows += 1
      clear()
      for index in cursors.indices {
        try addScores(of: cursors[index], isCounted: isRequired[index])
      }
      for index in excluded.indices { try exclude(excluded[index]) }
      segment.forEachDeadDocument(in: window) { drop($0) }
      if requiredCount > 0 { selectMarked() } else { selectPlain() }
      first = end
    }
  }

  /// Starts a window.
  private func clear() {
    let count = window.count
    guard requiredCount == 0 else {
      sums.fill(0..<count, with: 0)
      return marks.fill(0..<count, with: 0)
    }
    // Windows are whole vectors long, and their sums are read as such.
    let read = (count + 7) & ~7
    unsafe fihrist_clear_sums(sums.pointer(for: read), read)
  }

  /// Adds the scores of a cursor in the window.
  private mutating func addScores(
    of cursor: ItemCursor, isCounted: Bool
  ) throws(DamagedPostings) {
    if case .exact(let exact) = cursor {
      exact.value.seek(to: window)
      guard let scores = exact.value.runScores else { throw DamagedPostings() }
      return add(exact.value.run.documents, scores, isCounted: isCounted)
    }
    guard let list = cursor.list?.postings else { return }
    var number = list.block(containing: window.lowerBound)
    while number < list.blockCount {
      let range = try decode(number, of: list)
      guard block.decodeFrequencies(of: list) else { throw DamagedPostings() }
      segment.score(
        block.documents, block.frequencies, count: block.count, weight: cursor.weight,
        into: scores)
      add(block.documents[range], scores[range], isCounted: isCounted)
      if range.upperBound < block.count { break }
      number += 1
    }
  }

  /// Adds scores to sums, and counts the documents.
  private func add(_ documents: Column<UInt32>, _ scores: Column<Float>, isCounted: Bool) {
    let count = documents.count
    guard count > 0 else { return }
    assert(documents[0] >= window.lowerBound && documents[count - 1] < window.upperBound)
    unsafe fihrist_add_scores(
      sums.pointer(for: window.count), window.lowerBound, documents.pointer(for: count),
      scores.pointer(for: count), count)
    guard isCounted else { return }
    unsafe fihrist_add_marks(
      marks.pointer(for: window.count), window.lowerBound, documents.pointer(for: count), count)
  }

  /// Drops the documents of a cursor.
  private mutating func exclude(_ cursor: ItemCursor) throws(DamagedPostings) {
    if case .exact(let exact) = cursor {
      exact.value.seek(to: window)
      return drop(exact.value.run.documents)
    }
    guard let list = cursor.list?.postings else { return }
    var number = list.block(containing: window.lowerBound)
    while number < list.blockCount {
      let range = try decode(number, of: list)
      drop(block.documents[range])
      if range.upperBound < block.count { break }
      number += 1
    }
  }

  private func drop(_ documents: Column<UInt32>) {
    for index in documents.indices { drop(documents[index]) }
  }

  /// Makes a document of the window one that does not match.
  private func drop(_ document: UInt32) {
    let index = Int(document - window.lowerBound)
    if requiredCount > 0 { marks[index] = 0 } else { sums[index] = -0.0 }
  }

  /// Decodes the documents of a block, and finds those of the window.
  private mutating func decode(
    _ number: Int, of list: PostingList
  ) throws(DamagedPostings) -> Range<Int> {
    guard block.decodeDocuments(number, of: list) else { throw DamagedPostings() }
    counters.decodedPostings += block.count
    let first = block.documents.lowerBound(of: window.lowerBound, in: 0..<block.count)
    return first..<block.documents.lowerBound(of: window.upperBound, in: first..<block.count)
  }

  /// Offers the documents that have all required items to ``top``.
  private mutating func selectMarked() {
    let start = window.lowerBound
    let count = window.count
    let wanted = UInt16(truncatingIfNeeded: requiredCount)
    var threshold = top.threshold
    if !top.isFull, count > 2 * top.limit {
      // Otherwise most would be offered only to be displaced by better ones of the same window.
      let reached = unsafe fihrist_sum_threshold(
        sums.pointer(for: count), marks.pointer(for: count), count, wanted, top.limit)
      threshold = max(threshold, reached)
    }
    var matchingHere = 0
    let foundCount = unsafe fihrist_collect_sums(
      sums.pointer(for: count), marks.pointer(for: count), count, wanted, threshold, start,
      found.pointer(for: count), &matchingHere)
    note(matchingHere)
    for index in 0..<foundCount {
      let document = found[index]
      top.offer(document, score: sums[Int(document - start)])
    }
  }

  /// Offers all documents with any item to ``top``.
  private mutating func selectPlain() {
    let count = window.count
    var matchingHere = 0
    let foundCount = unsafe fihrist_collect_plain_sums(
      sums.pointer(for: (count + 7) & ~7), count, top.threshold, window.lowerBound,
      numbers.pointer(for: count), &matchingHere)
    note(matchingHere)
    // At most the best of the window can be among the best of all.
    let kept = unsafe fihrist_drop_low_numbers(
      numbers.pointer(for: foundCount), foundCount, top.limit)
    top.offer(numbers[0..<kept])
  }

  private mutating func note(_ matchingHere: Int) {
    matching += matchingHere
    counters.scoredDocuments += matchingHere
  }
}
