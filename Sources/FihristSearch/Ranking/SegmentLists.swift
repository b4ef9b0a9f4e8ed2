internal import FihristFormat
internal import FihristStorage

/// The items of a query in one segment, and the choice of how to rank them.
struct SegmentLists {
  private let opener: ListOpener
  /// The items that the segment has and that score, in query order.
  private var cursors: Row<ItemCursor>
  /// The index in the query of the item of each of ``cursors``.
  private var items: Row<Int>
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
    self.items = Row(capacity: items.count, in: arena)
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
      self.items.append(index)
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

  /// The rarest list that every document with a score of `threshold` has; nil if none is known, or
  /// if adding up all lists costs less.
  ///
  /// Without a list, and so without the narrower levels of its word, a document has at most the sum
  /// of the other bounds.
  private func leadingList(reaching threshold: Float) -> Int? {
    guard threshold > 0, requiredCount == 0, excluded.count == 0, cursors.count > 1,
      cursors.count <= BoundFactors.maximumTermCount / 2
    else { return nil }
    var leading: Int?
    for index in cursors.indices where !cursors[index].isDense {
      if let leading, cursors[leading].count <= cursors[index].count { continue }
      var rest: Float = 0
      for other in cursors.indices where rest < threshold {
        if other == index || opener.query.implies(items[other], items[index]) { continue }
        rest += cursors[other].upper
      }
      if rest < threshold { leading = index }
    }
    return leading.flatMap { isCheaper(leading: $0) ? $0 : nil }
  }

  /// Whether joining the postings of a list with the other lists costs less than adding up all.
  private func isCheaper(leading: Int) -> Bool {
    // Measured: a candidate costs four times as much in each list as a posting that is added, and
    // windows a tenth of a posting for each document.
    var added = opener.segment.documentCount / 10
    for other in cursors.indices where other != leading && !cursors[other].isDense {
      added += cursors[other].count
    }
    return 4 * cursors[leading].count * (cursors.count - 1) <= added
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

  /// Ranks the documents of a list that all documents with a score of `threshold` have; nil if none
  /// is known.
  func leadingConjunction(
    _ top: TopHits, threshold: Float
  ) throws(IndexError) -> Conjunction? {
    guard threshold > 0, requiredCount == 0, cursors.count > 1 else { return nil }
    try scoreExactLists()
    guard let leading = leadingList(reaching: threshold) else { return nil }
    return conjunction(top, threshold: threshold, isCounting: false, leading: leading)
  }

  /// Ranks what the required lists have in common.
  func conjunction(_ top: TopHits, threshold: Float, isCounting: Bool) -> Conjunction {
    var rarest = -1
    for index in cursors.indices where isRequired[index] {
      if rarest < 0 || cursors[index].count < cursors[rarest].count { rarest = index }
    }
    return conjunction(top, threshold: threshold, isCounting: isCounting, leading: rarest)
  }

  private func conjunction(
    _ top: TopHits, threshold: Float, isCounting: Bool, leading: Int
  ) -> Conjunction {
    let units = units
    let arena = opener.scratch.arena
    var ordered = Row<ItemCursor>(capacity: cursors.count, in: arena)
    let order: Column<Int> = arena.allocate(cursors.count)
    let joined = joiningOrder(leading: leading, arena)
    for rank in 0..<cursors.count {
      let index = joined.order[rank]
      cursors[index].quantize(units: units, factors: opener.segment.factors)
      ordered.append(cursors[index])
      order[index] = rank
    }
    let walk = ConjunctionWalk(
      opener.segment, cursors: ordered, requiredCount: joined.requiredCount, units: units,
      isComplete: isCounting, scratch: opener.scratch)
    return Conjunction(
      walk, order: order, excluded: excluded, units: units, threshold: threshold, top: top,
      isCounting: isCounting, scratch: opener.scratch)
  }

  /// The lists in the order in which candidates are joined with them: the one that leads, the
  /// required dense ones, which are cheap to look up, the other required ones, rarest first, those
  /// that all documents have with a required one, in the same order, then the rest; and how many
  /// there are before the rest.
  private func joiningOrder(
    leading: Int, _ arena: Arena
  ) -> (order: Column<Int>, requiredCount: Int) {
    let order: Column<Int> = arena.allocate(cursors.count)
    let keys: Column<Int> = arena.allocate(cursors.count)
    var required = 0
    // There are few lists, so this is an insertion sort.
    for index in cursors.indices {
      let key = joiningKey(of: index, leading: leading)
      if key < .max { required += 1 }
      var slot = index
      while slot > 0, keys[slot - 1] > key {
        order[slot] = order[slot - 1]
        keys[slot] = keys[slot - 1]
        slot -= 1
      }
      order[slot] = index
      keys[slot] = key
    }
    return (order, required)
  }

  /// The sort key of a list in ``joiningOrder(leading:_:)``.
  private func joiningKey(of index: Int, leading: Int) -> Int {
    if index == leading { return -2 }
    let key = cursors[index].isDense ? -1 : cursors[index].count
    if isRequired[index] { return key }
    for other in cursors.indices where isRequired[other] || other == leading {
      // No list has so many postings.
      if opener.query.implies(items[other], items[index]) { return key + (1 << 32) }
    }
    return .max
  }
}
