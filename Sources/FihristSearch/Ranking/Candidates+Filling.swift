internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// Chunks of the leading list.
extension Candidates {
  /// Takes the postings of `range` of a decoded list.
  mutating func fill(from cursor: ExactCursor, _ range: Range<Int>) {
    start(range.lowerBound, count: range.count)
    documents.copy(count, from: cursor.documents[range])
    bounds.suffix(from: 0).copy(count, from: cursor.bounds[range])
  }

  /// Takes the postings of `range` of a list, which starts with a block.
  ///
  /// - Parameter decoded: Where the list's documents are kept; empty if they are not.
  mutating func fill(
    from cursor: CodedCursor, _ range: Range<Int>, keeping decoded: Column<UInt32>
  ) throws(DamagedPostings) {
    start(range.lowerBound, count: range.count)
    decodedPostings += count
    let list = cursor.list.postings
    let isKept = decoded.count > 0
    let listed = isKept ? decoded.suffix(from: range.lowerBound) : documents
    for done in stride(from: 0, to: count, by: 128) {
      let number = (range.lowerBound + done) / 128
      guard list.decodeDocuments(number, into: listed.suffix(from: done)),
        list.expandCodes(of: number, through: cursor.table, into: bounds.suffix(from: done))
      else { throw DamagedPostings() }
    }
    // A copy: the candidates are compacted later, but positions are found by the documents of the
    // list.
    if isKept { documents.copy(count, from: listed) }
  }

  /// Takes the postings of `range` of a list whose bounds are at least `least`; blocks without such
  /// postings are not decoded.
  ///
  /// - Parameter decoded: Where the list's documents are kept; empty if they are not.
  mutating func fill(
    from cursor: CodedCursor, _ range: Range<Int>, reaching least: Int,
    keeping decoded: Column<UInt32>
  ) throws(DamagedPostings) {
    start(range.lowerBound, count: 0)
    originCount = range.count
    let list = cursor.list.postings
    guard let code = cursor.code(reaching: least) else { return }
    for done in stride(from: 0, to: range.count, by: 128) {
      let number = (range.lowerBound + done) / 128
      let length = min(128, range.count - done)
      guard
        let chosen = list.postings(
          of: number, withCodeFrom: code, length: length, into: matchedIndices)
      else { throw DamagedPostings() }
      guard chosen > 0 else { continue }
      let block = decoded.count > 0 ? decoded.suffix(from: 128 * number) : block
      guard list.decodeDocuments(number, into: block) else { throw DamagedPostings() }
      decodedPostings += length
      append(chosen, of: block, number: number, of: cursor, from: UInt32(done))
    }
  }

  /// Appends the postings of ``matchedIndices``, `chosen` of them, of a decoded block.
  private mutating func append(
    _ chosen: Int, of block: Column<UInt32>, number: Int, of cursor: CodedCursor,
    from firstOrigin: UInt32
  ) {
    // Codes were read from these bytes before.
    guard let codes = unsafe cursor.list.postings.codes(number) else { return }
    unsafe fihrist_take_postings(
      block.pointer(for: 128), codes, cursor.table.pointer(for: 16),
      matchedIndices.pointer(for: chosen), chosen, firstOrigin,
      documents.suffix(from: count).pointer(for: chosen),
      origins.suffix(from: count).pointer(for: chosen),
      bounds.suffix(from: count).pointer(for: chosen))
    count += chosen
  }

  /// Takes the documents that are in all of `lists`, in groups of 64 from `group` on.
  ///
  /// - Returns: How many groups were read: as many as fit.
  mutating func fill(from lists: DenseLists, group: Int, of groupCount: Int) -> Int {
    let groups = min(Self.capacity / 64, groupCount - group)
    let first = UInt32(64 * group)
    lists.setBounds(bounds, groups: groups, from: first)
    let found = bounds.collect(
      groups: groups, in: 1...255, from: first, into: documents, capacity: Self.capacity)
    start(0, count: found)
    bounds.fill(0..<count, with: joining == .least ? 255 : 0)
    return groups
  }

  /// Starts a chunk of `count` candidates whose origin 0 is posting `posting` of the leading list.
  private mutating func start(_ posting: Int, count: Int) {
    firstPosting = posting
    self.count = count
    originCount = count
    origins.copy(count, from: numbers)
  }
}
