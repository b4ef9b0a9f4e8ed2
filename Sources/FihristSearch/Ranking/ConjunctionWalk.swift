internal import FihristFormat
internal import FihristStorage

/// Walks the documents that all required lists have, a chunk at a time, with the sums of the bounds
/// of all lists. The first list is required and not dense: its postings are the candidates.
struct ConjunctionWalk {
  let segment: SegmentView
  /// The lists; documents must have those before ``requiredCount``.
  let lists: Row<WalkedList>
  /// The candidates of the current chunk.
  private(set) var candidates: Candidates

  private let requiredCount: Int
  /// How many units a score of 1 has in the lists' bounds.
  private let units: Float
  private var chunks: LeadingChunks

  /// - Parameters:
  ///   - cursors: Quantized; the required ones first.
  ///   - isComplete: Whether ``next(reaching:)`` must return all candidates each time.
  init(
    _ segment: SegmentView, cursors: Row<ItemCursor>, requiredCount: Int, units: Float,
    isComplete: Bool, scratch: RankingScratch
  ) {
    self.segment = segment
    self.requiredCount = requiredCount
    self.units = units
    lists = Self.lists(of: cursors, units: units, in: scratch.arena)
    candidates = Candidates(joining: .sum, listCount: cursors.count, scratch)
    chunks = LeadingChunks(
      of: cursors[0].count, windowLength: segment.windowLength, isComplete: isComplete)
  }

  private static func lists(
    of cursors: Row<ItemCursor>, units: Float, in arena: Arena
  ) -> Row<WalkedList> {
    var lists = Row<WalkedList>(capacity: cursors.count, in: arena)
    var unscored = 0
    for index in cursors.indices {
      lists.append(WalkedList(cursors[index]))
      if cursors[index].isUnscored { unscored += cursors[index].upper(units: units) }
    }
    var behind = 0
    for index in cursors.indices.reversed() {
      lists[index].rest = behind + unscored
      if !cursors[index].isUnscored { behind += cursors[index].upper(units: units) }
    }
    return lists
  }

  /// Moves on to the next chunk.
  ///
  /// - Parameter least: Candidates whose bound cannot reach this may be missing.
  /// - Returns: False after the last chunk.
  mutating func next(reaching least: Int) throws(DamagedPostings) -> Bool {
    guard let chunk = chunks.popFirst() else { return false }
    try lists[0].lead(&candidates, range: chunk, reaching: least - lists[0].rest)
    candidates.keepLive(in: segment)
    candidates.keep(reaching: least - lists[0].rest)
    for index in 1..<max(1, lists.count) where candidates.count > 0 {
      try lists[index].join(&candidates, list: index, isRequired: index < requiredCount)
      candidates.keep(reaching: least - lists[index].rest)
    }
    candidates.pad()
    return true
  }

  /// Adds the bounds of lists that are not scored, which joining leaves out, to those of the
  /// candidates left.
  mutating func addExactBounds(in arena: Arena) throws(DamagedPostings) {
    guard candidates.count > 0 else { return }
    for index in lists.indices {
      guard lists[index].cursor.isUnscored, case .exact(let cell) = lists[index].cursor
      else { continue }
      let isAbsent = (0..<candidates.count).allSatisfy {
        candidates.posting(in: index, of: $0) == Candidates.absent
      }
      if isAbsent { continue }
      try cell.value.decodeFrequencies(in: arena)
      // A copy, which the writes below cannot change.
      let cursor = cell.value
      for candidate in 0..<candidates.count {
        let posting = candidates.posting(in: index, of: candidate)
        guard posting != Candidates.absent else { continue }
        candidates.bounds[candidate] &+= cursor.bound(
          at: Int(posting), of: candidates.documents[candidate], units: units, in: segment)
      }
    }
  }

  /// Drops the candidates that `cursor` has.
  mutating func exclude(_ cursor: ItemCursor) throws(DamagedPostings) {
    if case .dense(let dense) = cursor {
      candidates.drop(dense: dense.value.list)
    } else if candidates.count > 0 {
      // Candidates of a chunk may span more than one window, so this goes window by window.
      let end = candidates.documents[candidates.count - 1] + 1
      var start = candidates.documents[0]
      while start < end {
        let window = start..<min(end, start + UInt32(segment.windowLength))
        try cursor.seek(to: window)
        let run = cursor.run
        candidates.decodedPostings += run.count
        candidates.mark(run, in: window)
        start = window.upperBound
      }
      candidates.dropMarked()
    }
    candidates.pad()
  }
}
