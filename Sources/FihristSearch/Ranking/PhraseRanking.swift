/// Ranks the documents with one phrase: those with the best bounds have their positions compared first.
@safe struct PhraseRanking: BoundSelection, SegmentRanking {
  private var matcher: PhraseMatcher
  private let isCounting: Bool
  private var isDamaged = false
  let found: UnsafeMutablePointer<UInt32>
  let capacity = Intersection.chunkLength
  let floor: Float
  var top: TopHits
  private(set) var matching = 0
  private(set) var counters = RankingCounters()

  var bounds: UnsafeMutablePointer<UInt8> { unsafe matcher.intersection.values }
  var units: Float { matcher.units }

  /// Large, because a block of positions that is located for one candidate serves its neighbours.
  var scoringBatch: Int { 128 }

  init(
    _ matcher: PhraseMatcher, floor: Float, top: TopHits, isCounting: Bool, scratch: RankingScratch
  ) {
    self.matcher = matcher
    self.floor = floor
    self.top = top
    self.isCounting = isCounting
    unsafe found = scratch.found
  }

  /// Looks at all documents that have the phrase's terms.
  mutating func run() throws(DamagedPostings) {
    while try matcher.intersection.next(reaching: isCounting ? 0 : cut()) {
      counters.windows += 1
      if isCounting {
        for candidate in 0..<matcher.intersection.count { try compare(candidate) }
      } else {
        select(groups: (matcher.intersection.count + 63) / 64)
        if isDamaged { throw DamagedPostings() }
      }
    }
    counters.decodedPostings = matcher.intersection.decodedPostings
    counters.comparedPositions = matcher.compared
  }

  mutating func score(_ candidates: UnsafePointer<UInt32>, count: Int) {
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { room in
      unsafe _ = room.initialize(
        fromContentsOf: UnsafeBufferPointer(start: candidates, count: count))
      // In order of document: neighbours share blocks.
      var ordered = unsafe room
      unsafe ordered.sort()
      do throws(DamagedPostings) {
        for index in 0..<count { unsafe try compare(Int(ordered[index])) }
      } catch {
        isDamaged = true
      }
    }
  }

  /// Offers the document of a candidate if it has the phrase.
  private mutating func compare(_ candidate: Int) throws(DamagedPostings) {
    let frequency = try matcher.frequency(of: candidate)
    guard frequency > 0 else { return }
    matching += 1
    counters.scoredDocuments += 1
    let document = unsafe matcher.intersection.documents[candidate]
    top.offer(
      document, matcher.intersection.segment.part(frequency, document, weight: matcher.weight))
  }
}
