internal import FihristFormat
internal import FihristKernels

/// Ranks the documents of one term: all by their exact scores, or those whose codes reach a threshold.
@safe struct SingleList: SegmentRanking {
  private let segment: SegmentView
  private let list: RankedList
  private let floor: Float
  private let found: UnsafeMutablePointer<UInt32>
  var top: TopHits
  private(set) var matching = 0
  private(set) var counters = RankingCounters()

  /// - Parameters:
  ///   - floor: A score that the hits wanted are known to reach; if the list is not decoded, above 0, and
  ///     all documents of the segment may be found.
  ///   - found: Room for the documents of a window.
  init(
    _ segment: SegmentView, _ list: RankedList, floor: Float, top: TopHits,
    found: UnsafeMutablePointer<UInt32>
  ) {
    self.segment = segment
    self.list = list
    self.floor = floor
    self.top = top
    unsafe self.found = found
  }

  mutating func run() throws(DamagedPostings) {
    counters.windows += 1
    if let scores = unsafe list.scores {
      unsafe offerAll(scores)
      return
    }
    matching = list.count
    guard let postings = unsafe list.list, let levels = unsafe postings.pointee.levels else {
      throw DamagedPostings()
    }
    let least = unsafe leastCode(levels)
    guard least < 16 else { return }
    if list.form == .dense {
      unsafe offerDense(postings, least)
    } else {
      unsafe try offerBlocks(postings, least)
    }
  }

  /// Offers every document of a decoded list.
  private mutating func offerAll(_ scores: UnsafePointer<Float>) {
    counters.decodedPostings += list.count
    counters.scoredDocuments += list.count
    for place in 0..<list.count {
      let document = unsafe list.documents[place]
      guard segment.isLive(document) else { continue }
      matching += 1
      unsafe top.offer(document, scores[place])
    }
  }

  /// The least code whose bound reaches the floor; 16 if none does.
  private func leastCode(_ levels: UnsafePointer<UInt8>) -> UInt8 {
    for code in UInt8(1)...15 {
      let bound = unsafe segment.factors.upperBound(levels[Int(code) - 1], weight: list.weight)
      if bound >= floor { return code }
    }
    return 16
  }

  /// Offers the documents of a dense list whose codes are at least `least`.
  private mutating func offerDense(_ postings: UnsafePointer<PostingList>, _ least: UInt8) {
    for start in stride(from: 0, to: segment.documentCount, by: segment.windowLength) {
      let end = min(start + segment.windowLength, segment.documentCount)
      let count = unsafe fihrist_collect_codes(
        postings.pointee.nibbles + start / 2, (end - start + 63) / 64, least, UInt32(start), found)
      counters.scoredDocuments += count
      for index in 0..<count {
        let document = unsafe found[index]
        let rank = unsafe postings.pointee.rank(of: document)
        unsafe offer(document, postings.pointee.frequency(atRank: rank))
      }
    }
  }

  /// Offers the postings of a blocked list whose codes are at least `least`.
  private mutating func offerBlocks(
    _ postings: UnsafePointer<PostingList>, _ least: UInt8
  ) throws(DamagedPostings) {
    let blockCount = unsafe postings.pointee.blockCount
    for block in 0..<blockCount {
      let bound = unsafe segment.factors.upperBound(
        postings.pointee.blockMaximum(block), weight: list.weight)
      if bound < max(floor, top.threshold) { continue }
      guard let codes = unsafe postings.pointee.codes(block) else { throw DamagedPostings() }
      let length = unsafe postings.pointee.blockLength(block)
      let count = unsafe Int(fihrist_block_codes(codes, least, length, found + 256))
      guard count > 0 else { continue }
      guard unsafe postings.pointee.decodeDocuments(block, into: found) else {
        throw DamagedPostings()
      }
      counters.decodedPostings += length
      counters.scoredDocuments += count
      for index in 0..<count {
        let place = unsafe Int(found[256 + index])
        unsafe offer(found[place], postings.pointee.frequency(block, at: place))
      }
    }
  }

  @inline(__always)
  private mutating func offer(_ document: UInt32, _ frequency: UInt32) {
    top.offer(document, segment.part(frequency, document, weight: list.weight))
  }
}
