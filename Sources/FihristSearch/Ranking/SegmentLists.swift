internal import FihristFormat
internal import FihristStorage

/// The lists of a query in one segment, and the choice of how to rank them.
@safe struct SegmentLists {
  private let maker: ListMaker
  /// The items that the segment has and that score, in query order.
  private var lists: RankedLists
  /// Whether documents must have each of ``lists``.
  private let isRequired: UnsafeMutablePointer<Bool>
  private let requiredCount: Int
  /// The items that no document may have.
  private var excluded: RankedLists

  /// Opens the lists; nil if nothing in the segment can match.
  init?(_ maker: ListMaker) throws(IndexError) {
    let items = maker.query.items
    let arena = maker.scratch.arena
    lists = RankedLists(room: items.count, in: arena)
    excluded = RankedLists(room: maker.query.excluded.count, in: arena)
    unsafe isRequired = arena.allocate(items.count)
    var requiredCount = 0
    for item in items {
      // A single item is required by itself.
      let isRequiredHere = item.occur == .must && items.count > 1
      guard let list = try maker.list(of: item) else {
        if item.occur == .must { return nil }
        continue
      }
      unsafe isRequired[lists.count] = isRequiredHere
      lists.append(list)
      requiredCount += isRequiredHere ? 1 : 0
    }
    guard lists.count > 0 else { return nil }
    for item in maker.query.excluded {
      guard var list = try maker.list(of: item) else { continue }
      list.makeRoom(windowLength: maker.segment.windowLength, in: arena)
      excluded.append(list)
    }
    self.maker = maker
    self.requiredCount = requiredCount
  }

  // MARK: Choice

  /// Whether some required list is not dense.
  var isSparseConjunction: Bool {
    lists.indices.contains { unsafe isRequired[$0] && lists[$0].form != .dense }
  }

  /// Whether exact sums of all postings cost less than bounds, or bounds are not possible.
  func wantsScores(limit: Int) -> Bool {
    if lists.count > BoundFactors.maximumTermCount { return true }
    if limit <= 64 || isSparseConjunction { return false }
    // A document scored by itself costs about 15 times a posting in its block, and about twice as
    // many are scored as are wanted.
    let postings = lists.indices.reduce(0) { $0 + lists[$1].count }
    return 30 * limit * lists.count > postings
  }

  /// How many units a score of 1 has, so that a document's bounds add up to at most 254: each of m
  /// bounds is rounded up by less than 1.
  private var units: Float {
    var sum = Float.leastNormalMagnitude
    for index in lists.indices { sum += lists[index].upper }
    return Float(254 - lists.count) / sum
  }

  // MARK: Ways

  /// Ranks a single term by its stored bounds; nil if there is more to it.
  func singleList(_ top: TopHits, floor: Float) -> SingleList? {
    guard lists.count == 1, excluded.count == 0 else { return nil }
    let isBounded = unsafe floor > 0 && maker.segment.live == nil
    guard lists[0].form == .exact || isBounded else { return nil }
    return unsafe SingleList(
      maker.segment, lists[0], floor: floor, top: top, found: maker.scratch.found)
  }

  /// Ranks by exact sums.
  func scoreWindows(_ top: TopHits) -> ScoreWindows {
    unsafe ScoreWindows(
      maker.segment, lists: lists, isRequired: isRequired, requiredCount: requiredCount,
      excluded: excluded, top: top, scratch: maker.scratch)
  }

  /// Ranks by bounds of all documents; required lists are dense.
  func boundWindows(_ top: TopHits, floor: Float, isCounting: Bool) -> BoundWindows {
    let units = units
    var dense = DenseLists(room: lists.count, in: maker.scratch.arena)
    for requires in [true, false] {
      for index in lists.indices where unsafe isRequired[index] == requires {
        dense.append(&lists[index], isRequired: requires)
      }
    }
    for index in lists.indices {
      lists[index].makeRoom(
        windowLength: maker.segment.windowLength, in: maker.scratch.arena)
      lists[index].quantize(units: units, factors: maker.segment.factors)
    }
    return BoundWindows(
      maker.segment, lists: lists, excluded: excluded, dense: dense, units: units, floor: floor,
      top: top, isCounting: isCounting, scratch: maker.scratch)
  }

  /// Ranks what the required lists have in common.
  func conjunction(_ top: TopHits, floor: Float) -> Conjunction {
    let units = units
    let arena = maker.scratch.arena
    var ordered = RankedLists(room: lists.count, in: arena)
    let order: UnsafeMutablePointer<Int> = unsafe arena.allocate(lists.count)
    for (place, index) in intersectionOrder().enumerated() {
      lists[index].quantize(units: units, factors: maker.segment.factors)
      ordered.append(lists[index])
      unsafe order[index] = place
    }
    let intersection = Intersection(
      maker.segment, ordered, requiredCount: requiredCount, takesLeast: false, in: arena)
    return unsafe Conjunction(
      intersection, order: order, excluded: excluded, units: units, floor: floor, top: top,
      scratch: maker.scratch)
  }

  /// The lists in the order in which they thin out candidates: the rarest required one, the required
  /// dense ones, which are cheap to ask, the other required ones, rarest first, then the rest.
  private func intersectionOrder() -> [Int] {
    let isDense = { (index: Int) in lists[index].form == .dense }
    let required = lists.indices.filter { unsafe isRequired[$0] }
      .sorted { lists[$0].count < lists[$1].count }
    let others = required.dropFirst()
    let optional = lists.indices.filter { unsafe !isRequired[$0] }
    return required.prefix(1) + others.filter(isDense) + others.filter { !isDense($0) } + optional
  }
}
