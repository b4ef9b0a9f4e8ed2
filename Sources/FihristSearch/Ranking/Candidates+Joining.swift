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

  /// Joins the candidates with a list; those without a posting in it are dropped.
  ///
  /// - Parameters:
  ///   - list: Its index in the walk; not 0.
  ///   - progress: How many of its postings, at most, are of documents before the candidates.
  mutating func require(_ cursor: ExactCursor, list: Int, progress: inout Int) {
    let rows = postings[of: list]
    var (kept, candidate) = (0, 0)
    var first = progress & ~127
    while candidate < count, first < cursor.count {
      let last = cursor.documents[min(first + 127, cursor.count - 1)]
      let end = documents.lowerBound(of: last + 1, in: candidate..<count)
      unsafe kept = fihrist_thin_by_block(
        documents.pointer(for: count), origins.pointer(for: count),
        bounds.suffix(from: 0).pointer(for: count), candidate, end, kept,
        cursor.documents.suffix(from: first).pointer(for: 128), nil, nil,
        cursor.bounds.suffix(from: first).pointer(for: 128), isTakingLeast, UInt32(first),
        rows.pointer(for: Self.capacity))
      candidate = end
      if candidate < count { first += 128 }
    }
    progress = first
    count = kept
  }

  /// Joins the candidates with an optional list; see ``require(_:_:progress:)``.
  mutating func add(_ cursor: ExactCursor, list: Int, progress: inout Int) {
    let rows = postings[of: list]
    rows.fill(0..<originCount, with: Self.absent)
    let first = progress
    let matches = match(
      0..<count, with: cursor.documents.suffix(from: first), count: cursor.count - first)
    for match in 0..<matches {
      let posting = first + Int(matchedIndices[match])
      add(cursor.bounds[posting], posting: UInt32(posting), to: Int(matched[match]), rows: rows)
    }
    if matches > 0 { progress = first + Int(matchedIndices[matches - 1]) }
  }

  /// Joins the candidates with a list; those without a posting in it are dropped if `isRequired`.
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
      if isRequired {
        block.fill(length..<max(length, 128), with: ExactCursor.padding)
        unsafe kept = fihrist_thin_by_block(
          documents.pointer(for: count), origins.pointer(for: count),
          bounds.suffix(from: 0).pointer(for: count), candidate, end, kept,
          block.pointer(for: 128), codes, cursor.table.pointer(for: 16), nil, isTakingLeast,
          UInt32(number * 128), rows.pointer(for: Self.capacity))
      } else {
        unsafe add(
          candidate..<end, block: block, length: length, codes: codes, table: cursor.table,
          number: number, rows: rows)
      }
      candidate = end
    }
    if isRequired { count = kept }
  }

  /// Adds the bounds of the postings of a decoded block to those of the candidates of `range`.
  private func add(
    _ range: Range<Int>, block: Column<UInt32>, length: Int, codes: UnsafePointer<UInt8>,
    table: Column<UInt8>, number: Int, rows: Column<UInt32>
  ) {
    let matches = match(range, with: block, count: length)
    for match in 0..<matches {
      let index = Int(matchedIndices[match])
      // 64 bytes of codes are readable; the index is below 128.
      let code = unsafe codes[index & 63] &>> UInt8(truncatingIfNeeded: index &>> 4 & 4) & 15
      add(
        table[Int(code)], posting: UInt32(number * 128 + index),
        to: range.lowerBound + Int(matched[match]),
        rows: rows)
    }
  }

  /// Adds a posting's bound to a candidate's.
  @inline(__always)
  private func add(_ bound: UInt8, posting: UInt32, to candidate: Int, rows: Column<UInt32>) {
    rows[Int(origins[candidate])] = posting
    bounds[candidate] &+= bound
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
