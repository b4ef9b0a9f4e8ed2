internal import FihristFormat
internal import FihristStorage

/// Walks the documents that have all terms of a phrase, a chunk at a time, with the least of the
/// terms' bounds, and keeps the documents of the blocks it decodes, which are needed to find
/// positions.
///
/// The first list leads; if it is dense, all dense lists before the first other list lead together.
struct PhraseWalk {
  let segment: SegmentView
  let lists: Row<WalkedList>
  /// The candidates of the current chunk.
  private(set) var candidates: Candidates

  private var chunks: LeadingChunks
  /// The dense lists that lead, with 1 for each code.
  private var leading: DenseLists
  /// How many groups of 64 documents were read from them.
  private var groupsDone = 0

  /// - Parameters:
  ///   - cursors: Quantized; the rarest first.
  ///   - isComplete: Whether ``next(reaching:)`` must return all candidates each time.
  init(
    _ segment: SegmentView, cursors: Row<ItemCursor>, isComplete: Bool,
    scratch: RankingScratch
  ) {
    let arena = scratch.arena
    self.segment = segment
    var lists = Row<WalkedList>(capacity: cursors.count, in: arena)
    leading = DenseLists(capacity: cursors.count, in: arena)
    for index in cursors.indices {
      var list = WalkedList(cursors[index])
      list.keepDocuments(in: arena)
      lists.append(list)
      if leading.count == index, case .dense(let cell) = cursors[index] {
        leading.append(cell.value.list, table: nil, isRequired: true)
      }
    }
    self.lists = lists
    candidates = Candidates(joining: .least, listCount: cursors.count, scratch)
    chunks = LeadingChunks(
      of: cursors[0].count, windowLength: segment.windowLength, isComplete: isComplete)
  }

  /// Moves on to the next chunk.
  ///
  /// - Parameter least: Candidates with lower bounds may be missing.
  /// - Returns: False after the last chunk.
  mutating func next(reaching least: Int = 0) throws(DamagedPostings) -> Bool {
    if leading.count > 0 {
      guard try leadDense() else { return false }
    } else {
      guard let chunk = chunks.popFirst() else { return false }
      try lists[0].lead(&candidates, range: chunk, reaching: least)
    }
    candidates.keepLive(in: segment)
    // Bounds only fall, so candidates below it can be dropped at once.
    candidates.keep(reaching: least)
    let first = max(1, leading.count)
    for index in first..<max(first, lists.count) where candidates.count > 0 {
      try lists[index].join(&candidates, list: index, isRequired: true)
      candidates.keep(reaching: least)
    }
    candidates.pad()
    return true
  }

  /// Fills the candidates from the leading dense lists; false if nothing is left.
  private mutating func leadDense() throws(DamagedPostings) -> Bool {
    let groupCount = (segment.documentCount + 63) / 64
    candidates.count = 0
    while candidates.count == 0, groupsDone < groupCount {
      groupsDone += candidates.fill(from: leading, group: groupsDone, of: groupCount)
    }
    for index in 0..<leading.count {
      try lists[index].join(&candidates, list: index, isRequired: false)
    }
    return candidates.count > 0
  }
}
