internal import FihristFormat
internal import FihristKernels

/// Ranks the documents that have all required items, the rarest of which is not dense: the bounds of
/// what the lists have in common decide which few are scored exactly.
@safe struct Conjunction: BoundSelection {
  private var intersection: Intersection
  /// For each item in query order, the number of its list in the intersection.
  private let order: UnsafeMutablePointer<Int>
  private let excluded: Row<RankedList>
  let found: UnsafeMutablePointer<UInt32>
  let capacity = Intersection.chunkLength
  let scoringBatch = 32
  private let scratch: RankingScratch
  /// The scores of the candidates of a batch.
  private let sums: UnsafeMutablePointer<Float>
  let units: Float
  let floor: Float
  /// Whether every matching document is to be counted.
  private let isCounting: Bool
  var top: TopHits
  private(set) var matching = 0
  private(set) var counters = RankingCounters()

  var bounds: UnsafeMutablePointer<UInt8> { unsafe intersection.values }

  /// - Parameter order: For each item in query order, the number of its list in `intersection`.
  init(
    _ intersection: Intersection, order: UnsafeMutablePointer<Int>,
    excluded: Row<RankedList>, units: Float, floor: Float, top: TopHits, isCounting: Bool,
    scratch: RankingScratch
  ) {
    self.intersection = intersection
    unsafe self.order = order
    self.excluded = excluded
    self.units = units
    self.floor = floor
    self.top = top
    self.isCounting = isCounting
    self.scratch = scratch
    unsafe found = scratch.found
    unsafe sums = scratch.arena.allocate(scoringBatch)
  }

  /// Looks at all documents of the rarest list; if they are not counted, at those that can be among the
  /// best.
  mutating func run() throws(DamagedPostings) {
    while try intersection.next(reaching: isCounting ? 0 : cut()) {
      counters.windows += 1
      try intersection.addDecodedBounds(units: units, in: scratch.arena)
      for index in excluded.indices { try intersection.exclude(&excluded[index]) }
      matching += intersection.count
      select(groups: (intersection.count + 63) / 64)
    }
    counters.decodedPostings = intersection.decodedPostings
  }

  mutating func score(_ candidates: UnsafePointer<UInt32>, count: Int) {
    counters.scoredDocuments += count
    unsafe sums.update(repeating: 0, count: count)
    for item in intersection.lists.indices {
      unsafe addScores(of: order[item], candidates, count: count)
    }
    for number in 0..<count {
      unsafe top.offer(intersection.documents[Int(candidates[number])], sums[number])
    }
  }

  /// Adds to ``sums`` what the candidates score in the list `index` of the intersection.
  private func addScores(of index: Int, _ candidates: UnsafePointer<UInt32>, count: Int) {
    let isDense = intersection.lists[index].form == .dense
    for number in 0..<count {
      let candidate = unsafe Int(candidates[number])
      let document = unsafe intersection.documents[candidate]
      if isDense {
        guard let part = intersection.lists[index].score(document, in: intersection.segment)
        else { continue }
        unsafe sums[number] += part
      } else {
        let place = intersection.place(index, of: candidate)
        guard place != Intersection.nowhere else { continue }
        unsafe sums[number] += intersection.lists[index].score(
          at: Int(place), document, in: intersection.segment)
      }
    }
  }
}
