internal import FihristFormat
internal import FihristStorage

/// The lists of a query in one segment, and the choice of how to rank them.
@safe struct SegmentLists {
  private let maker: ListMaker
  /// The items that the segment has and that score, in query order.
  private var lists: Row<RankedList>
  /// Whether documents must have each of ``lists``.
  private let isRequired: UnsafeMutablePointer<Bool>
  private let requiredCount: Int
  /// The items that no document may have.
  private var excluded: Row<RankedList>

  /// Opens the lists; nil if nothing in the segment can match.
  init?(_ maker: ListMaker) throws(IndexError) {
    let items = maker.query.items
    let arena = maker.scratch.arena
    lists = Row<RankedList>(room: items.count, in: arena)
    excluded = Row<RankedList>(room: maker.query.excluded.count, in: arena)
    unsafe isRequired = arena.allocate(items.count)
    var requiredCount = 0
    for index in items.indices {
      let item = items[index]
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
    for index in maker.query.excluded.indices {
      guard var list = try maker.list(of: maker.query.excluded[index]) else { continue }
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
    // In nanoseconds, measured: a document scored by itself costs about 15 for each list, and about twice
    // as many are scored as are wanted; windows of sums cost 1 a posting and 4 a document.
    let postings = lists.indices.reduce(0) { $0 + lists[$1].count }
    let scored = min(2 * limit, postings)
    return 15 * scored * lists.count > postings + 4 * maker.segment.documentCount
  }

  /// How many units a score of 1 has, so that a document's bounds add up to at most 254: each of m
  /// bounds is rounded up by less than 1.
  private var units: Float {
    var sum = Float.leastNormalMagnitude
    for index in lists.indices { sum += lists[index].upper }
    return Float(254 - lists.count) / sum
  }

  /// Scores the lists that are decoded anyway.
  private func scoreExactLists() throws(IndexError) {
    for index in lists.indices {
      guard lists[index].scoreAll(in: maker.segment, maker.scratch.arena) else {
        throw maker.reader.damagedPostings()
      }
    }
  }

  // MARK: Ways

  /// Ranks a single term by its stored bounds; nil if there is more to it.
  func singleList(_ top: TopHits, floor: Float) throws(IndexError) -> SingleList? {
    guard lists.count == 1, excluded.count == 0 else { return nil }
    let isBounded = unsafe floor > 0 && maker.segment.live == nil
    guard lists[0].form == .decoded || isBounded else { return nil }
    try scoreExactLists()
    return unsafe SingleList(
      maker.segment, lists[0], floor: floor, top: top, found: maker.scratch.found)
  }

  /// Ranks by exact sums.
  func scoreWindows(_ top: TopHits) throws(IndexError) -> ScoreWindows {
    try scoreExactLists()
    return unsafe ScoreWindows(
      maker.segment, lists: lists, isRequired: isRequired, requiredCount: requiredCount,
      excluded: excluded, top: top, scratch: maker.scratch)
  }

  /// Ranks by bounds of all documents; required lists are dense.
  func boundWindows(
    _ top: TopHits, floor: Float, isCounting: Bool
  ) throws(IndexError) -> BoundWindows {
    try scoreExactLists()
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
  func conjunction(_ top: TopHits, floor: Float, isCounting: Bool) -> Conjunction {
    let units = units
    let arena = maker.scratch.arena
    var ordered = Row<RankedList>(room: lists.count, in: arena)
    let order: UnsafeMutablePointer<Int> = unsafe arena.allocate(lists.count)
    let inOrder = unsafe intersectionOrder(arena)
    for place in 0..<lists.count {
      let index = unsafe inOrder[place]
      lists[index].quantize(units: units, factors: maker.segment.factors)
      ordered.append(lists[index])
      unsafe order[index] = place
    }
    let intersection = Intersection(
      maker.segment, ordered, requiredCount: requiredCount, takesLeast: false, units: units,
      isComplete: isCounting, maker.scratch)
    return unsafe Conjunction(
      intersection, order: order, excluded: excluded, units: units, floor: floor, top: top,
      isCounting: isCounting, scratch: maker.scratch)
  }

  /// The lists in the order in which they thin out candidates: the rarest required one, the required
  /// dense ones, which are cheap to ask, the other required ones, rarest first, then the rest.
  private func intersectionOrder(_ arena: Arena) -> UnsafeMutablePointer<Int> {
    let order: UnsafeMutablePointer<Int> = unsafe arena.allocate(lists.count)
    var rarest = -1
    for index in lists.indices where unsafe isRequired[index] {
      if rarest < 0 || lists[index].count < lists[rarest].count { rarest = index }
    }
    // Few lists: each is put in its place among those before it.
    for index in lists.indices {
      let rank = rank(of: index, rarest)
      var place = index
      while place > 0, unsafe self.rank(of: order[place - 1], rarest) > rank {
        unsafe order[place] = unsafe order[place - 1]
        place -= 1
      }
      unsafe order[place] = index
    }
    return unsafe order
  }

  /// A number by which lists are put in the order of ``intersectionOrder(_:)``.
  private func rank(of index: Int, _ rarest: Int) -> Int {
    if index == rarest { return -2 }
    guard unsafe isRequired[index] else { return Int.max }
    return lists[index].form == .dense ? -1 : lists[index].count
  }
}
