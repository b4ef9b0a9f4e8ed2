internal import FihristFormat
internal import FihristStorage

/// A list that a walk joins candidates with.
struct WalkedList {
  let cursor: ItemCursor
  /// The most that the lists after it, and all that are not scored yet, can add to a bound.
  var rest = 0
  /// How far it was read, in postings if it is decoded, otherwise in blocks.
  private var progress = 0
  /// The documents of a blocked list, each at the index of its posting, as far as its blocks were
  /// decoded; empty if they are not kept.
  private var kept = Column<UInt32>.empty

  init(_ cursor: ItemCursor) { self.cursor = cursor }

  /// Keeps the documents of decoded blocks, which are needed to find positions.
  mutating func keepDocuments(in arena: Arena) {
    guard case .coded = cursor else { return }
    kept = arena.allocate(cursor.count + PostingList.documentCapacity)
  }

  /// The documents of the candidates' postings, and of the other postings in their blocks, each at
  /// the index of its posting; nil for a dense list, which keeps none.
  var documents: Column<UInt32>? {
    switch cursor {
    case .exact(let cell): cell.value.documents
    case .coded: kept
    case .dense: nil
    }
  }

  /// Joins candidates with the list, which is list `index` of the walk and does not lead.
  @inline(__always)
  mutating func join(
    _ candidates: inout Candidates, list index: Int, isRequired: Bool
  ) throws(DamagedPostings) {
    switch cursor {
    case .dense(let cell): candidates.join(cell.value, isRequired: isRequired)
    case .exact(let cell):
      candidates.join(cell.value, list: index, isRequired: isRequired, progress: &progress)
    case .coded(let cell):
      try candidates.join(
        cell.value, list: index, isRequired: isRequired, progress: &progress, keeping: kept)
    }
  }

  /// Fills `candidates` with the postings of `range`, as the list that leads and is not dense.
  ///
  /// - Parameter least: Postings with lower bounds may be left out.
  func lead(
    _ candidates: inout Candidates, range: Range<Int>, reaching least: Int
  ) throws(DamagedPostings) {
    switch cursor {
    case .dense: break
    case .exact(let cell): candidates.fill(from: cell.value, range)
    case .coded(let cell):
      if least > 1 {
        try candidates.fill(from: cell.value, range, reaching: least, keeping: kept)
      } else {
        try candidates.fill(from: cell.value, range, keeping: kept)
      }
    }
  }
}
