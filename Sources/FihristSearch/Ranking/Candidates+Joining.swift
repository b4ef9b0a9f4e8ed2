internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// Joining the candidates with one more list: their bounds grow by those of its postings, and
/// candidates that a required list does not have are dropped.
extension Candidates {
  /// Joins the candidates with a dense list.
  mutating func join(_ cursor: DenseCursor, isRequired: Bool) {
    let list = cursor.list.postings
    unsafe count = fihrist_candidates_dense(
      documents.pointer(for: count), origins.pointer(for: count),
      bounds.suffix(from: 0).pointer(for: count), count, list.nibbles,
      cursor.table.pointer(for: 16), isRequired ? 1 : 0, isTakingLeast)
  }

  /// Joins the candidates with a decoded list; those without a posting in it are dropped if
  /// `isRequired`.
  ///
  /// - Parameters:
  ///   - list: Its index in the walk; not 0.
  ///   - progress: How many of its postings, at most, are of documents before the candidates.
  mutating func join(
    _ cursor: ExactCursor, list: Int, isRequired: Bool, progress: inout Int
  ) {
    let rows = postings[of: list]
    if !isRequired { rows.fill(0..<originCount, with: Self.absent) }
    var (kept, candidate) = (0, 0)
    var first = progress & ~127
    while candidate < count {
      while first + 128 < cursor.count, cursor.documents[first + 127] < documents[candidate] {
        first += 128
      }
      guard first < cursor.count else { break }
      let last = cursor.documents[min(first + 127, cursor.count - 1)]
      let end = documents.lowerBound(of: last + 1, in: candidate..<count)
      unsafe kept = fihrist_join_block(
        documents.pointer(for: count), origins.pointer(for: count),
        bounds.suffix(from: 0).pointer(for: count), candidate, end, kept,
        cursor.documents.suffix(from: first).pointer(for: 128), nil, nil,
        cursor.bounds.suffix(from: first).pointer(for: 128), isRequired ? 1 : 0, isTakingLeast,
        UInt32(first), rows.pointer(for: Self.capacity))
      candidate = end
      if candidate < count { first += 128 }
    }
    progress = first
    if isRequired { count = kept }
  }

  /// The same for a list that is not decoded.
  ///
  /// - Parameters:
  ///   - list: Its index in the walk; not 0.
  ///   - progress: How many of its blocks, at most, end before the candidates.
  ///   - decoded: Where the list's documents are kept; empty if they are not.
  mutating func join(
    _ cursor: CodedCursor, list: Int, isRequired: Bool, progress: inout Int,
    keeping decoded: Column<UInt32>
  ) throws(DamagedPostings) {
    let rows = postings[of: list]
    if !isRequired { rows.fill(0..<originCount, with: Self.absent) }
    let postings = cursor.list.postings
    var (kept, candidate) = (0, 0)
    while candidate < count {
      let number = postings.block(containing: documents[candidate], from: progress)
      guard number < postings.blockCount else { break }
      progress = number
      // In a damaged list this may be 2³²; then the end is not above the candidate.
      let end = documents.lowerBound(
        of: postings.lastDocument(number) &+ 1, in: candidate..<count)
      let block = decoded.count > 0 ? decoded.suffix(from: 128 * number) : block
      guard postings.decodeDocuments(number, into: block), end > candidate,
        let codes = unsafe postings.codes(number)
      else { throw DamagedPostings() }
      let length = postings.blockLength(number)
      decodedPostings += length
      block.fill(length..<max(length, 128), with: ExactCursor.padding)
      unsafe kept = fihrist_join_block(
        documents.pointer(for: count), origins.pointer(for: count),
        bounds.suffix(from: 0).pointer(for: count), candidate, end, kept,
        block.pointer(for: 128), codes, cursor.table.pointer(for: 16), nil, isRequired ? 1 : 0,
        isTakingLeast, UInt32(number * 128), rows.pointer(for: Self.capacity))
      candidate = end
    }
    if isRequired { count = kept }
  }

  private var isTakingLeast: Int32 { joining.rawValue }
}

extension Column<UInt32> {
  /// The matched postings of one list, by origin.
  fileprivate subscript(of list: Int) -> Column<UInt32> {
    let start = Candidates.capacity * list
    return self[start..<start + Candidates.capacity]
  }
}
