internal import FihristFormat
internal import FihristKernels

/// Ranks a segment window by window: bounds of all items are added as bytes, and the few documents
/// whose sums reach the threshold are scored exactly.
///
/// Required items, if any, must all be dense.
@safe struct BoundWindows: BoundSelection {
  let segment: SegmentView
  /// The items that score, in query order.
  let lists: Row<RankedList>
  /// The items that no document may have.
  let excluded: Row<RankedList>
  let dense: DenseLists
  let bounds: UnsafeMutablePointer<UInt8>
  let found: UnsafeMutablePointer<UInt32>
  var capacity: Int { segment.windowLength }
  let scoringBatch = 32
  /// The scores of the candidates of a batch.
  private let sums: UnsafeMutablePointer<Float>
  let units: Float
  let floor: Float
  var top: TopHits
  /// Whether every matching document is to be counted.
  let isCounting: Bool
  /// How many matching documents were counted.
  private(set) var matching = 0
  private(set) var counters = RankingCounters()
  /// The first document of the present window.
  private var start: UInt32 = 0

  init(
    _ segment: SegmentView, lists: Row<RankedList>,
    excluded: Row<RankedList>, dense: DenseLists, units: Float,
    floor: Float, top: TopHits, isCounting: Bool, scratch: RankingScratch
  ) {
    self.segment = segment
    self.lists = lists
    self.excluded = excluded
    self.dense = dense
    unsafe bounds = scratch.bounds
    unsafe found = scratch.found
    unsafe sums = scratch.arena.allocate(scoringBatch)
    self.units = units
    self.floor = floor
    self.top = top
    self.isCounting = isCounting
  }

  /// Looks at all windows.
  mutating func run() throws(DamagedPostings) {
    var first = 0
    while first < segment.documentCount {
      let end = min(first + segment.windowLength, segment.documentCount)
      start = UInt32(first)
      try window(to: UInt32(end), groups: (end - first + 63) / 64)
      first = end
    }
  }

  /// Looks at the documents from ``start`` to `end`.
  private mutating func window(to end: UInt32, groups: Int) throws(DamagedPostings) {
    if !isCounting, isBelowThreshold(to: end) {
      counters.skippedWindows += 1
      return
    }
    counters.windows += 1
    unsafe dense.setBounds(bounds, groups: groups, from: start)
    for index in lists.indices { try add(&lists[index], to: end) }
    for index in excluded.indices { try exclude(&excluded[index], to: end, groups) }
    if let live = unsafe segment.live {
      unsafe fihrist_keep_bounds(bounds, groups, live + Int(start) / 64)
    }
    if isCounting { matching += unsafe fihrist_count_at_least(bounds, groups, 1) }
    select(groups: groups)
  }

  /// Whether no document of the window can reach the threshold, by the maxima of the lists' blocks.
  private func isBelowThreshold(to end: UInt32) -> Bool {
    guard segment.documentCount > segment.windowLength else { return false }
    let threshold = max(floor, top.threshold)
    guard threshold > 0 else { return false }
    var sum: Float = 0
    for index in lists.indices {
      sum += lists[index].upper(from: start, to: end, segment.factors)
      if sum >= threshold { return false }
    }
    return true
  }

  /// Adds the bounds of a list that is not dense.
  private mutating func add(_ list: inout RankedList, to end: UInt32) throws(DamagedPostings) {
    guard list.form != .dense else { return }
    guard list.hold(from: start, to: end) else { throw DamagedPostings() }
    let held = unsafe list.heldWindow
    unsafe counters.decodedPostings += held.count
    if dense.hasRequired {
      unsafe fihrist_scatter_matching(bounds, start, held.documents, held.values, held.count)
    } else {
      unsafe fihrist_scatter_add(bounds, start, held.documents, held.values, held.count)
    }
  }

  private mutating func exclude(
    _ list: inout RankedList, to end: UInt32, _ groups: Int
  ) throws(DamagedPostings) {
    if list.form == .dense, let nibbles = unsafe list.list?.pointee.nibbles {
      unsafe fihrist_dense_exclude(bounds, groups, nibbles + Int(start) / 2)
      return
    }
    guard list.hold(from: start, to: end) else { throw DamagedPostings() }
    let held = unsafe list.heldWindow
    unsafe counters.decodedPostings += held.count
    unsafe fihrist_scatter_clear(bounds, start, held.documents, held.count)
  }

  mutating func score(_ candidates: UnsafePointer<UInt32>, count: Int) {
    counters.scoredDocuments += count
    unsafe sums.update(repeating: 0, count: count)
    // List by list: each sum grows in query order, and the searches of a list overlap in time.
    for index in lists.indices {
      for candidate in 0..<count {
        let document = unsafe start &+ candidates[candidate]
        if let part = lists[index].score(document, in: segment) {
          unsafe sums[candidate] += part
        }
      }
    }
    for candidate in 0..<count {
      unsafe top.offer(start &+ candidates[candidate], sums[candidate])
    }
  }
}

/// The dense lists of a query in one segment, ready to be added together.
@safe struct DenseLists {
  /// The codes of each list from document 0 on: the required ones first.
  let nibbles: UnsafeMutablePointer<UnsafePointer<UInt8>?>
  /// Where the codes of the present window begin.
  let windowNibbles: UnsafeMutablePointer<UnsafePointer<UInt8>?>
  /// The tables, 16 bytes each.
  let tables: UnsafeMutablePointer<UInt8>
  /// How many of them documents must have.
  private(set) var requiredCount = 0
  /// How many they are.
  private(set) var count = 0

  /// Whether documents must have some of them.
  var hasRequired: Bool { requiredCount > 0 }

  /// Makes room for `room` lists.
  init(room: Int, in arena: Arena) {
    unsafe nibbles = arena.allocate(room)
    unsafe windowNibbles = arena.allocate(room)
    unsafe tables = arena.allocate(16 * room)
  }

  /// Appends a list if it is dense, and has it write its table where this says; required ones first.
  mutating func append(_ list: inout RankedList, isRequired: Bool) {
    guard list.form == .dense, let codes = unsafe list.list?.pointee.nibbles else { return }
    unsafe nibbles[count] = codes
    unsafe list.table = tables + 16 * count
    count += 1
    if isRequired { requiredCount += 1 }
  }

  /// Sets the bounds of a window that begins at `start` to the sums over these lists.
  func setBounds(_ bounds: UnsafeMutablePointer<UInt8>, groups: Int, from start: UInt32) {
    for index in 0..<count {
      unsafe windowNibbles[index] = nibbles[index].map { unsafe $0 + Int(start) / 2 }
    }
    if hasRequired {
      unsafe fihrist_dense_bounds(
        bounds, groups, windowNibbles, tables, requiredCount, fihrist_dense_require)
      if count > requiredCount {
        unsafe fihrist_dense_bounds(
          bounds, groups, windowNibbles + requiredCount, tables + 16 * requiredCount,
          count - requiredCount, fihrist_dense_add_matching)
      }
    } else if count > 0 {
      unsafe fihrist_dense_bounds(
        bounds, groups, windowNibbles, tables, count, fihrist_dense_store)
    } else {
      unsafe bounds.update(repeating: 0, count: groups * 64)
    }
  }
}
