internal import FihristFormat
internal import FihristStorage

/// Ranks the documents that have all required items, if the rarest item is not dense. The bounds of
/// the documents that the lists have in common decide which few are scored exactly.
struct Conjunction: BoundSelection, SegmentRanking {
  private var walk: ConjunctionWalk
  /// For each item in query order, the index of its list in the walk.
  private let order: Column<Int>
  private let excluded: Row<ItemCursor>
  let capacity = Candidates.capacity
  let scoringBatch = 32
  let scratch: RankingScratch
  /// The scores of the candidates of a batch.
  private let sums: Column<Float>
  let units: Float
  let threshold: Float
  /// Whether all matching documents have to be counted.
  private let isCounting: Bool
  var top: TopHits
  private(set) var matching = 0
  private(set) var counters = RankingCounters()

  var bounds: WindowBounds { walk.candidates.bounds }

  /// - Parameter order: For each item in query order, the index of its list in `walk`.
  init(
    _ walk: ConjunctionWalk, order: Column<Int>, excluded: Row<ItemCursor>, units: Float,
    threshold: Float, top: TopHits, isCounting: Bool, scratch: RankingScratch
  ) {
    self.walk = walk
    self.order = order
    self.excluded = excluded
    self.units = units
    self.threshold = threshold
    self.top = top
    self.isCounting = isCounting
    self.scratch = scratch
    sums = scratch.arena.allocate(scoringBatch)
  }

  /// Walks over the documents of the rarest list: all of them if matches are counted, otherwise
  /// those that can be among the best.
  mutating func run() throws(DamagedPostings) {
    while !scratch.stop.isReached(), try walk.next(reaching: isCounting ? 0 : cut()) {
      counters.windows += 1
      try walk.addExactBounds(in: scratch.arena)
      for index in excluded.indices { try walk.exclude(excluded[index]) }
      matching += walk.candidates.count
      select(groups: (walk.candidates.count + 63) / 64)
    }
    counters.decodedPostings = walk.candidates.decodedPostings
  }

  mutating func score(_ candidates: Column<UInt32>, count: Int) {
    counters.scoredDocuments += count
    sums.fill(0..<count, with: 0)
    for item in walk.lists.indices { addScores(of: order[item], candidates, count: count) }
    let documents = walk.candidates.documents
    for number in 0..<count { top.offer(documents[Int(candidates[number])], score: sums[number]) }
  }

  /// Adds to ``sums`` what the candidates score in list `index` of the walk.
  private func addScores(of index: Int, _ candidates: Column<UInt32>, count: Int) {
    switch walk.lists[index].cursor {
    case .exact(let cell): add(cell.value, list: index, candidates: candidates, count: count)
    case .coded(let cell): add(cell.value, list: index, candidates: candidates, count: count)
    case .dense(let cell):
      // A copy: each call through the cell would make one.
      let (postings, weight) = (cell.value.list.postings, cell.value.weight)
      for number in 0..<count {
        let document = walk.candidates.documents[Int(candidates[number])]
        guard postings.contains(document) else { continue }
        let frequency = postings.frequency(atRank: postings.rank(of: document))
        sums[number] += walk.segment.score(frequency, of: document, weight: weight)
      }
    }
  }

  /// The same for a cursor whose postings were matched with the candidates.
  @inline(__always)
  private func add(
    _ cursor: some PostingCursor, list index: Int, candidates: Column<UInt32>, count: Int
  ) {
    for number in 0..<count {
      let candidate = Int(candidates[number])
      let posting = walk.candidates.posting(in: index, of: candidate)
      guard posting != Candidates.absent else { continue }
      sums[number] += cursor.score(
        at: Int(posting), of: walk.candidates.documents[candidate], in: walk.segment)
    }
  }
}
