internal import FihristFormat
internal import FihristStorage

/// Ranks the documents of one term: all by their exact scores, or those whose codes reach a
/// threshold.
struct SingleList: SegmentRanking {
  private let segment: SegmentView
  private let cursor: ItemCursor
  private let weight: Float
  private let threshold: Float
  private let scratch: RankingScratch
  var top: TopHits
  private(set) var matching = 0
  private(set) var counters = RankingCounters()

  /// - Parameter threshold: A score that the hits wanted are known to reach. If the list is not
  ///   decoded, it must be above 0, and all documents of the segment must be findable.
  init(
    _ segment: SegmentView, _ cursor: ItemCursor, threshold: Float, top: TopHits,
    scratch: RankingScratch
  ) {
    self.segment = segment
    self.cursor = cursor
    weight = cursor.weight
    self.threshold = threshold
    self.top = top
    self.scratch = scratch
  }

  mutating func run() throws(DamagedPostings) {
    counters.windows += 1
    switch cursor {
    case .exact(let cell): offerAll(of: cell.value)
    case .dense(let cell):
      let list = cell.value.list
      matching = list.postings.count
      if let least = leastCode(of: list) { offer(list.postings, reaching: least) }
    case .coded(let cell):
      let list = cell.value.list
      matching = list.postings.count
      guard let least = leastCode(of: list) else { return }
      try offer(blocksOf: list.postings, reaching: least)
    }
  }

  /// Offers every document of a decoded list, which is scored.
  private mutating func offerAll(of cursor: ExactCursor) {
    guard let scores = cursor.scores else { return }
    counters.decodedPostings += cursor.count
    counters.scoredDocuments += cursor.count
    for index in 0..<cursor.count {
      let document = cursor.documents[index]
      guard segment.isLive(document) else { continue }
      matching += 1
      top.offer(document, score: scores[index])
    }
  }

  /// The least code whose bound reaches the threshold; nil if none does.
  private func leastCode(of list: OpenList) -> UInt8? {
    for code in 1...15 {
      let bound = segment.factors.upperBound(list.postings.level(code), weight: weight)
      if bound >= threshold { return UInt8(code) }
    }
    return nil
  }

  /// Offers the documents of a dense list whose codes are at least `least`.
  private mutating func offer(_ list: PostingList, reaching least: UInt8) {
    let found = scratch.found
    for start in stride(from: 0, to: segment.documentCount, by: segment.windowLength) {
      if scratch.stop.isReached() { return }
      let end = min(start + segment.windowLength, segment.documentCount)
      let count = list.denseDocuments(start..<end, withCodeFrom: least, into: found)
      counters.scoredDocuments += count
      for index in 0..<count {
        let document = found[index]
        offer(document, frequency: list.frequency(atRank: list.rank(of: document)))
      }
    }
  }

  /// Offers the postings of a blocked list whose codes are at least `least`.
  private mutating func offer(
    blocksOf list: PostingList, reaching least: UInt8
  ) throws(DamagedPostings) {
    let documents = scratch.found[0..<PostingList.documentCapacity]
    let chosen = scratch.found.suffix(from: 256)
    for block in 0..<list.blockCount {
      if block & 63 == 0, scratch.stop.isReached() { return }
      let bound = segment.factors.upperBound(list.blockMaximum(block), weight: weight)
      if bound < max(threshold, top.threshold) { continue }
      let length = list.blockLength(block)
      guard
        let count = list.postings(of: block, withCodeFrom: least, length: length, into: chosen)
      else { throw DamagedPostings() }
      guard count > 0 else { continue }
      guard list.decodeDocuments(block, into: documents) else { throw DamagedPostings() }
      counters.decodedPostings += length
      counters.scoredDocuments += count
      for index in 0..<count {
        let posting = Int(chosen[index])
        offer(documents[posting], frequency: list.frequency(block, at: posting))
      }
    }
  }

  @inline(__always)
  private mutating func offer(_ document: UInt32, frequency: UInt32) {
    top.offer(document, score: segment.score(frequency, of: document, weight: weight))
  }
}
