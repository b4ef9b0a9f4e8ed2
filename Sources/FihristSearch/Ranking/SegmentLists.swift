internal import FihristFormat
internal import FihristStorage

/// The items of a query in one segment, and the choice of how to rank them.
struct SegmentLists {
  private let opener: ListOpener
  /// The items that the segment has and that score, in query order.
  private var cursors: Row<ItemCursor>
  /// Whether documents must have each of ``cursors``.
  private var isRequired: Row<Bool>
  private let requiredCount: Int
  /// The items that no document may have.
  private var excluded: Row<ItemCursor>

  /// Opens the lists; nil if nothing in the segment can match.
  init?(_ opener: ListOpener) throws(IndexError) {
    let items = opener.query.scored
    let arena = opener.scratch.arena
    cursors = Row(capacity: items.count, in: arena)
    excluded = Row(capacity: opener.query.excluded.count, in: arena)
    isRequired = Row(capacity: items.count, in: arena)
    var requiredCount = 0
    for index in items.indices {
      let item = items[index]
      guard let cursor = try opener.cursor(of: item) else {
        if item.occur == .must { return nil }
        continue
      }
      // A single item is required by itself.
      let isRequiredHere = item.occur == .must && items.count > 1
      cursors.append(cursor)
      isRequired.append(isRequiredHere)
      requiredCount += isRequiredHere ? 1 : 0
    }
    guard cursors.count > 0 else { return nil }
    for index in opener.query.excluded.indices {
      guard let cursor = try opener.cursor(of: opener.query.excluded[index]) else { continue }
      cursor.allocate(windowLength: opener.segment.windowLength, in: arena)
      excluded.append(cursor)
    }
    self.opener = opener
    self.requiredCount = requiredCount
  }

  // MARK: Choice

  /// Whether some required list is not dense.
  var isSparseConjunction: Bool {
    cursors.indices.contains { isRequired[$0] && !cursors[$0].isDense }
  }

  /// Whether exact sums of all postings cost less than bounds, or bounds are not possible.
  func wantsScores(limit: Int) -> Bool {
    if cursors.count > BoundFactors.maximumTermCount { return true }
    if limit <= 64 || isSparseConjunction { return false }
    // In nanoseconds, measured: scoring a single document costs about 15 for each list and keeping
    // it 20, and about twice as many are scored as are wanted. Windows of sums cost 1 a posting and
    // 0.5 a document. If some items are required, fewer documents match, so that the 20 are left
    // out, and windows cost 4 a document where a threshold is looked for.
    let postings = cursors.indices.reduce(0) { $0 + cursors[$1].count }
    let scored = min(2 * limit, postings)
    let documentCount = opener.segment.documentCount
    guard requiredCount > 0 else {
      return (15 * cursors.count + 20) * scored > postings + documentCount / 2
    }
    let windows = limit < documentCount ? 4 * documentCount : documentCount / 2
    return 15 * cursors.count * scored > postings + windows
  }

  /// How many units a score of 1 has, chosen so that a document's bounds add up to at most 254:
  /// each of m bounds is rounded up by less than 1.
  private var units: Float {
    var sum = Float.leastNormalMagnitude
    for index in cursors.indices { sum += cursors[index].upper }
    return Float(254 - cursors.count) / sum
  }

  /// Scores the lists that are decoded in any case.
  private func scoreExactLists() throws(IndexError) {
    do throws(DamagedPostings) {
      for index in cursors.indices {
        try cursors[index].scoreExactly(in: opener.segment, opener.scratch.arena)
      }
    } catch {
      throw opener.reader.damagedPostings()
    }
  }

  // MARK: Ways

  /// Ranks a single term by its stored bounds; nil if the query is more than that.
  func singleList(_ top: TopHits, threshold: Float) throws(IndexError) -> SingleList? {
    guard cursors.count == 1, excluded.count == 0 else { return nil }
    let isBounded = threshold > 0 && !opener.segment.isRestricted
    guard cursors[0].isExact || isBounded else { return nil }
    try scoreExactLists()
    return SingleList(
      opener.segment, cursors[0], threshold: threshold, top: top, scratch: opener.scratch)
  }

  /// Ranks by exact sums.
  func scoreWindows(_ top: TopHits) throws(IndexError) -> ScoreWindows {
    try scoreExactLists()
    return ScoreWindows(
      opener.segment, cursors, isRequired: isRequired, requiredCount: requiredCount,
      excluded: excluded, top: top, scratch: opener.scratch)
  }

  /// Ranks by bounds of all documents; required lists are dense.
  func boundWindows(
    _ top: TopHits, threshold: Float, isCounting: Bool
  ) throws(IndexError) -> BoundWindows {
    try scoreExactLists()
    let units = units
    let arena = opener.scratch.arena
    var dense = DenseLists(capacity: cursors.count, in: arena)
    for index in cursors.indices {
      cursors[index].allocate(windowLength: opener.segment.windowLength, in: arena)
      cursors[index].quantize(units: units, factors: opener.segment.factors)
    }
    for requires in [true, false] {
      for index in cursors.indices where isRequired[index] == requires {
        guard case .dense(let cursor) = cursors[index] else { continue }
        dense.append(cursor.value.list, table: cursor.value.table, isRequired: requires)
      }
    }
    return BoundWindows(
      opener.segment, cursors, excluded: excluded, dense: dense, units: units,
      threshold: threshold, top: top, isCounting: isCounting, scratch: opener.scratch)
  }

  /// Ranks what the required lists have in common.
  func conjunction(_ top: TopHits, threshold: Float, isCounting: Bool) -> Conjunction {
    let units = units
    let arena = opener.scratch.arena
    var ordered = Row<ItemCursor>(capacity: cursors.count, in: arena)
    let order: Column<Int> = arena.allocate(cursors.count)
    let joined = joiningOrder(arena)
    for rank in 0..<cursors.count {
      let index = joined[rank]
      cursors[index].quantize(units: units, factors: opener.segment.factors)
      ordered.append(cursors[index])
      order[index] = rank
    }
    let walk = ConjunctionWalk(
      opener.segment, cursors: ordered, requiredCount: requiredCount, units: units,
      isComplete: isCounting, scratch: opener.scratch)
    return Conjunction(
      walk, order: order, excluded: excluded, units: units, threshold: threshold, top: top,
      isCounting: isCounting, scratch: opener.scratch)
  }

  /// The lists in the order in which candidates are joined with them: the rarest required one, the
  /// required dense ones, which are cheap to look up, the other required ones, rarest first, then
  /// the rest.
  private func joiningOrder(_ arena: Arena) -> Column<Int> {
    let order: Column<Int> = arena.allocate(cursors.count)
    var rarest = -1
    for index in cursors.indices where isRequired[index] {
      if rarest < 0 || cursors[index].count < cursors[rarest].count { rarest = index }
    }
    // There are few lists, so this is an insertion sort.
    for index in cursors.indices {
      let rank = rank(of: index, rarest: rarest)
      var slot = index
      while slot > 0, self.rank(of: order[slot - 1], rarest: rarest) > rank {
        order[slot] = order[slot - 1]
        slot -= 1
      }
      order[slot] = index
    }
    return order
  }

  /// The sort key of a list in ``joiningOrder(_:)``.
  private func rank(of index: Int, rarest: Int) -> Int {
    if index == rarest { return -2 }
    guard isRequired[index] else { return Int.max }
    return cursors[index].isDense ? -1 : cursors[index].count
  }
}
