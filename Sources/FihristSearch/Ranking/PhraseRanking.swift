internal import FihristFormat
internal import FihristStorage

/// Ranks the documents with one phrase: those with the best bounds have their positions compared
/// first.
struct PhraseRanking: BoundSelection, SegmentRanking {
  private var matcher: PhraseMatcher
  private let isCounting: Bool
  private var isDamaged = false
  let scratch: RankingScratch
  let capacity = Candidates.capacity
  let threshold: Float
  var top: TopHits
  private(set) var matching = 0
  private(set) var counters = RankingCounters()
  /// A batch of candidates in ascending order.
  private let ordered: Column<UInt32>
  /// A bit for each candidate of a chunk.
  private let words: Column<UInt64>

  var bounds: WindowBounds { matcher.walk.candidates.bounds }
  var units: Float { matcher.units }

  /// Large, because a block of positions that is located for one candidate serves its neighbours;
  /// larger while so few documents have the phrase that nothing says which candidates can be left
  /// out.
  private(set) var scoringBatch = PhraseMatcher.batch

  init(
    _ matcher: PhraseMatcher, threshold: Float, top: TopHits, isCounting: Bool,
    scratch: RankingScratch
  ) {
    self.matcher = matcher
    self.threshold = threshold
    self.top = top
    self.isCounting = isCounting
    self.scratch = scratch
    ordered = scratch.arena.allocate(capacity)
    words = scratch.arena.allocate(capacity / 64)
  }

  /// Ranks all documents that have the phrase's terms.
  mutating func run() throws(DamagedPostings) {
    while !scratch.stop.isReached(), try matcher.walk.next(reaching: isCounting ? 0 : cut()) {
      counters.windows += 1
      if isCounting {
        try compare(scratch.numbers, count: matcher.walk.candidates.count)
      } else {
        select(groups: (matcher.walk.candidates.count + 63) / 64)
        if isDamaged { throw DamagedPostings() }
      }
    }
    counters.decodedPostings = matcher.walk.candidates.decodedPostings
    counters.comparedPositions = matcher.compared
  }

  mutating func score(_ candidates: Column<UInt32>, count: Int) {
    order(candidates, count: count)
    do throws(DamagedPostings) {
      try compare(ordered, count: count)
    } catch {
      isDamaged = true
    }
    if !top.isFull { scoringBatch = min(4 * scoringBatch, capacity) }
  }

  /// Writes the numbers of candidates in ascending order to ``ordered``: neighbours share blocks.
  private func order(_ candidates: Column<UInt32>, count: Int) {
    words.fill(words.indices, with: 0)
    for index in 0..<count {
      let number = candidates[index]
      words[Int(number >> 6)] |= 1 &<< UInt64(number & 63)
    }
    var next = 0
    for index in words.indices {
      var rest = words[index]
      while rest != 0 {
        ordered[next] = UInt32(64 &* index &+ rest.trailingZeroBitCount)
        next &+= 1
        rest &= rest &- 1
      }
    }
  }

  /// Offers the documents of those of `count` candidates that have the phrase.
  private mutating func compare(
    _ candidates: Column<UInt32>, count: Int
  ) throws(DamagedPostings) {
    let frequencies = try matcher.frequencies(of: candidates, count: count)
    for index in 0..<count where frequencies[index] > 0 {
      matching += 1
      counters.scoredDocuments += 1
      let document = matcher.walk.candidates.documents[Int(candidates[index])]
      let score = matcher.walk.segment.score(
        frequencies[index], of: document, weight: matcher.weight)
      top.offer(document, score: score)
    }
  }
}
