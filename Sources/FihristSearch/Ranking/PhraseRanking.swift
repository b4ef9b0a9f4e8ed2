/// Ranks the documents with one phrase: those with the best bounds have their positions compared first.
@safe struct PhraseRanking: BoundSelection, SegmentRanking {
  private var matcher: PhraseMatcher
  private let isCounting: Bool
  private var isDamaged = false
  let found: UnsafeMutablePointer<UInt32>
  private let numbers: UnsafePointer<UInt32>
  let capacity = Intersection.chunkLength
  let floor: Float
  var top: TopHits
  private(set) var matching = 0
  private(set) var counters = RankingCounters()

  var bounds: UnsafeMutablePointer<UInt8> { unsafe matcher.intersection.values }
  var units: Float { matcher.units }

  /// Large, because a block of positions that is located for one candidate serves its neighbours; larger
  /// while so few documents have the phrase that nothing says which candidates can be left out.
  private(set) var scoringBatch = PhraseMatcher.batch

  init(
    _ matcher: PhraseMatcher, floor: Float, top: TopHits, isCounting: Bool, scratch: RankingScratch
  ) {
    self.matcher = matcher
    self.floor = floor
    self.top = top
    self.isCounting = isCounting
    unsafe found = scratch.found
    unsafe numbers = UnsafePointer(scratch.numbers)
  }

  /// Looks at all documents that have the phrase's terms.
  mutating func run() throws(DamagedPostings) {
    while try matcher.intersection.next(reaching: isCounting ? 0 : cut()) {
      counters.windows += 1
      if isCounting {
        unsafe try compare(numbers, count: matcher.intersection.count)
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
      guard let ordered = room.baseAddress else { return }
      unsafe Self.order(candidates, count: count, into: ordered)
      do throws(DamagedPostings) {
        unsafe try compare(ordered, count: count)
      } catch {
        isDamaged = true
      }
    }
    if !top.isFull { scoringBatch = min(4 * scoringBatch, capacity) }
  }

  /// Writes the numbers of candidates in ascending order: neighbours share blocks.
  private static func order(
    _ candidates: UnsafePointer<UInt32>, count: Int, into ordered: UnsafeMutablePointer<UInt32>
  ) {
    let wordCount = Intersection.chunkLength / 64
    unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: wordCount) { words in
      unsafe words.initialize(repeating: 0)
      for index in 0..<count {
        let number = unsafe candidates[index]
        unsafe words[Int(number >> 6)] |= 1 &<< UInt64(number & 63)
      }
      var next = 0
      for index in 0..<wordCount {
        var rest = unsafe words[index]
        while rest != 0 {
          unsafe ordered[next] = UInt32(64 &* index &+ rest.trailingZeroBitCount)
          next &+= 1
          rest &= rest &- 1
        }
      }
    }
  }

  /// Offers the documents of those of `count` candidates that have the phrase.
  private mutating func compare(
    _ candidates: UnsafePointer<UInt32>, count: Int
  ) throws(DamagedPostings) {
    let frequencies = unsafe try matcher.frequencies(of: candidates, count: count)
    for index in 0..<count where unsafe frequencies[index] > 0 {
      matching += 1
      counters.scoredDocuments += 1
      let document = unsafe matcher.intersection.documents[Int(candidates[index])]
      let part = unsafe matcher.intersection.segment.part(
        frequencies[index], document, weight: matcher.weight)
      top.offer(document, part)
    }
  }
}
