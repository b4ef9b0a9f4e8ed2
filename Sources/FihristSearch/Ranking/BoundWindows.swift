internal import FihristFormat
internal import FihristStorage

/// Ranks a segment window by window: bounds of all items are added as bytes, and the few documents
/// whose sums reach the threshold are scored exactly.
///
/// Required items, if any, must all be dense.
struct BoundWindows: BoundSelection, SegmentRanking {
  let segment: SegmentView
  /// The items that score, in query order.
  let cursors: Row<ItemCursor>
  /// The items that no document may have.
  let excluded: Row<ItemCursor>
  let dense: DenseLists
  let scratch: RankingScratch
  let scoringBatch = 32
  let units: Float
  let threshold: Float
  var top: TopHits
  /// Whether all matching documents have to be counted.
  let isCounting: Bool
  /// How many matching documents were counted.
  private(set) var matching = 0
  private(set) var counters = RankingCounters()
  /// The scores of the candidates of a batch.
  private let sums: Column<Float>
  private let indices: Column<UInt32>
  /// The first document of the current window.
  private var start: UInt32 = 0

  var bounds: WindowBounds { scratch.bounds }
  var capacity: Int { segment.windowLength }

  /// - Parameters:
  ///   - cursors: Quantized by `units`.
  ///   - dense: The dense ones of `cursors`.
  init(
    _ segment: SegmentView, _ cursors: Row<ItemCursor>, excluded: Row<ItemCursor>,
    dense: DenseLists, units: Float, threshold: Float, top: TopHits, isCounting: Bool,
    scratch: RankingScratch
  ) {
    self.segment = segment
    self.cursors = cursors
    self.excluded = excluded
    self.dense = dense
    self.scratch = scratch
    sums = scratch.arena.allocate(scoringBatch)
    indices = scratch.arena.allocate(scoringBatch)
    self.units = units
    self.threshold = threshold
    self.top = top
    self.isCounting = isCounting
  }

  mutating func run() throws(DamagedPostings) {
    var first = 0
    while first < segment.documentCount, !scratch.stop.isReached() {
      let end = min(first + segment.windowLength, segment.documentCount)
      start = UInt32(first)
      try rank(start..<UInt32(end), groups: (end - first + 63) / 64)
      first = end
    }
  }

  /// Ranks the documents of a window.
  private mutating func rank(_ window: Range<UInt32>, groups: Int) throws(DamagedPostings) {
    // Bounds are at most 254 units, so a cut above tells that no document reaches the threshold.
    if !isCounting, cut() > 255 || isBelowThreshold(window) {
      counters.skippedWindows += 1
      return
    }
    counters.windows += 1
    dense.setBounds(bounds, groups: groups, from: start)
    for index in cursors.indices where !cursors[index].isDense {
      try cursors[index].seek(to: window)
      let run = cursors[index].run
      counters.decodedPostings += run.count
      bounds.add(run, from: start, onlyMatching: dense.hasRequired)
    }
    for index in excluded.indices { try exclude(excluded[index], from: window, groups: groups) }
    bounds.keepLive(in: segment, groups: groups, from: start)
    if isCounting { matching += bounds.count(groups: groups, atLeast: 1) }
    select(groups: groups)
  }

  /// Whether no document of the window can reach the threshold, by the maxima of the lists' blocks.
  private func isBelowThreshold(_ window: Range<UInt32>) -> Bool {
    guard segment.documentCount > segment.windowLength else { return false }
    let threshold = max(threshold, top.threshold)
    guard threshold > 0 else { return false }
    var sum: Float = 0
    for index in cursors.indices {
      sum += cursors[index].upper(in: window, segment.factors)
      if sum >= threshold { return false }
    }
    return true
  }

  private mutating func exclude(
    _ cursor: ItemCursor, from window: Range<UInt32>, groups: Int
  ) throws(DamagedPostings) {
    if case .dense(let dense) = cursor {
      return bounds.clear(dense: dense.value.list, groups: groups, from: start)
    }
    try cursor.seek(to: window)
    let run = cursor.run
    counters.decodedPostings += run.count
    bounds.clear(run, from: start)
  }

  mutating func score(_ candidates: Column<UInt32>, count: Int) {
    counters.scoredDocuments += count
    sums.fill(0..<count, with: 0)
    // List by list, so that each sum is added in query order, and the searches in a list overlap in
    // time.
    let batch = ScoredBatch(
      start: start, candidates: candidates, count: count, sums: sums, indices: indices)
    for index in cursors.indices { cursors[index].addScores(of: batch, in: segment) }
    for candidate in 0..<count { top.offer(start &+ candidates[candidate], score: sums[candidate]) }
  }
}
