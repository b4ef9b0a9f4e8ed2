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
  private let scratch: RankingScratch
  let units: Float
  let floor: Float
  var top: TopHits
  private(set) var matching = 0
  private(set) var counters = RankingCounters()

  var bounds: UnsafeMutablePointer<UInt8> { unsafe intersection.values }

  /// - Parameter order: For each item in query order, the number of its list in `intersection`.
  init(
    _ intersection: Intersection, order: UnsafeMutablePointer<Int>,
    excluded: Row<RankedList>, units: Float, floor: Float, top: TopHits,
    scratch: RankingScratch
  ) {
    self.intersection = intersection
    unsafe self.order = order
    self.excluded = excluded
    self.units = units
    self.floor = floor
    self.top = top
    self.scratch = scratch
    unsafe found = scratch.found
  }

  /// Looks at all documents of the rarest list.
  mutating func run() throws(DamagedPostings) {
    while try intersection.next() {
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
    unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: scoringBatch) { sums in
      guard let sums = sums.baseAddress else { return }
      unsafe sums.update(repeating: 0, count: count)
      for item in intersection.lists.indices {
        let index = unsafe order[item]
        let list = intersection.lists[index]
        for number in 0..<count {
          let candidate = unsafe Int(candidates[number])
          if let part = score(list, index, candidate) { unsafe sums[number] += part }
        }
      }
      for number in 0..<count {
        unsafe top.offer(intersection.documents[Int(candidates[number])], sums[number])
      }
    }
  }

  /// The exact score of a candidate in one list, or nil if the list does not have it.
  @inline(__always)
  private func score(
    _ list: RankedList, _ index: Int, _ candidate: Int
  ) -> Float? {
    let document = unsafe intersection.documents[candidate]
    if list.form == .dense {
      return list.score(document, in: intersection.segment)
    }
    let place = intersection.place(index, of: candidate)
    guard place != Intersection.nowhere else { return nil }
    return list.score(at: Int(place), document, in: intersection.segment)
  }
}
