internal import FihristFormat
internal import FihristStorage

/// The terms of a query in every segment of a snapshot, looked up and opened once.
struct OpenTerms {
  /// For each segment the entries of all terms, one segment after the other.
  private let entries: Column<TermEntry>
  private let lists: Column<PostingList>
  private let frequencies: Column<Int>
  private let termCount: Int

  /// Looks up `terms`, and counts how many live documents have each.
  ///
  /// - Parameter stop: Asked now and then. Once it is reached, the rest counts as absent: nothing
  ///   is ranked any more.
  /// - Throws: ``IndexError`` of kind `damaged`.
  init(
    _ terms: Row<PlannedItems.Term>, in snapshot: Snapshot, _ arena: Arena,
    stop: StopSignal? = nil
  ) throws(IndexError) {
    termCount = terms.count
    let segments = snapshot.segments
    let count = termCount * segments.count
    entries = arena.allocate(count)
    lists = arena.allocate(count)
    frequencies = arena.allocate(termCount)
    frequencies.fill(0..<termCount, with: 0)
    entries.fill(0..<count, with: Self.absent)
    if segments.count > 1 || termCount >= Self.togetherCount {
      try lookUp(terms, in: snapshot.spaceHandles, arena, stop)
    } else if count > 0 {
      try lookUpAlone(terms, in: snapshot.spaceHandles, stop)
    }
    for segment in segments.indices { try open(segment, of: terms, in: snapshot, stop) }
  }

  /// So many terms of one segment are looked up together.
  private static let togetherCount = 4

  /// Finds the entries of `terms` in all segments.
  ///
  /// In steps over all segments and terms: each step fetches what the next one reads, so the loads
  /// from memory do not wait for one another.
  private func lookUp(
    _ terms: Row<PlannedItems.Term>, in spaces: SpaceHandles, _ arena: Arena, _ stop: StopSignal?
  ) throws(IndexError) {
    let encoded = Self.encoded(terms, in: arena)
    forEach { _, segment, term in
      let code = encoded[term]
      spaces.with(segment: segment, space: terms[term].space) { $0.prefetch(code) }
    }
    // The block that a search has led to, or -1.
    let blocks: Column<Int> = arena.allocate(entries.count)
    try forEach { (index, segment, term) throws(IndexError) in
      blocks[index] = -1
      if Self.isReached(stop, index) { return }
      let code = encoded[term]
      try spaces.with(segment: segment, space: terms[term].space) { (space) throws(IndexError) in
        switch try space.search(code) {
        case .missing: break
        case .block(let block): blocks[index] = block
        case .found(let entry): found(entry, at: index, in: space)
        }
      }
    }
    forEach { index, segment, term in
      guard blocks[index] >= 0 else { return }
      spaces.with(segment: segment, space: terms[term].space) {
        $0.prefetch(block: blocks[index])
      }
    }
    try forEach { (index, segment, term) throws(IndexError) in
      guard blocks[index] >= 0 else { return }
      let code = encoded[term]
      try spaces.with(segment: segment, space: terms[term].space) { (space) throws(IndexError) in
        guard let entry = try space.term(code, in: blocks[index]) else { return }
        found(entry, at: index, in: space)
      }
    }
  }

  /// Finds the entries of few `terms` in the only segment.
  private func lookUpAlone(
    _ terms: Row<PlannedItems.Term>, in spaces: SpaceHandles, _ stop: StopSignal?
  ) throws(IndexError) {
    for term in 0..<termCount {
      if Self.isReached(stop, term) { return }
      try spaces.with(segment: 0, space: terms[term].space) { (space) throws(IndexError) in
        guard let entry = unsafe try space.term(terms[term].bytes) else { return }
        found(entry, at: term, in: space)
      }
    }
  }

  /// Calls `body` with the index in ``entries`` of each term in each segment, and with both.
  @inline(__always)
  private func forEach<Failure: Error>(
    _ body: (_ index: Int, _ segment: Int, _ term: Int) throws(Failure) -> Void
  ) throws(Failure) {
    var (index, segment) = (0, 0)
    while index < entries.count {
      for term in 0..<termCount { try body(index &+ term, segment, term) }
      (index, segment) = (index &+ termCount, segment &+ 1)
    }
  }

  /// Keeps an entry, and fetches the start of its list, so that the lists of all terms are fetched
  /// at the same time.
  @inline(__always)
  private func found(_ entry: TermEntry, at index: Int, in space: SegmentSpace) {
    space.prefetchPostings(of: entry)
    entries[index] = entry
  }

  private static func encoded(
    _ terms: Row<PlannedItems.Term>, in arena: Arena
  ) -> Column<EncodedTerm> {
    let encoded: Column<EncodedTerm> = arena.allocate(terms.count)
    for term in terms.indices {
      let bytes = unsafe terms[term].bytes
      let size = EncodedTerm.byteCount(ofTerm: bytes.count)
      let memory: Column<UInt8> = arena.allocate(size)
      encoded[term] = unsafe EncodedTerm(bytes, into: memory.pointer(for: size))
    }
    return encoded
  }

  /// Asks `stop` once for so many terms as take some microseconds to look up or count.
  @inline(__always)
  private static func isReached(_ stop: StopSignal?, _ index: Int) -> Bool {
    guard let stop else { return false }
    return stop.reason != nil || index & 63 == 63 && stop.isReached()
  }

  /// Opens the lists that a segment has.
  private func open(
    _ segment: Int, of terms: Row<PlannedItems.Term>, in snapshot: Snapshot, _ stop: StopSignal?
  ) throws(IndexError) {
    for term in 0..<termCount {
      let index = segment * termCount + term
      let entry = entries[index]
      guard entry.documentFrequency > 0 else { continue }
      if Self.isReached(stop, index) {
        entries[index] = Self.absent
        continue
      }
      let space = terms[term].space
      lists[index] = try snapshot.spaceHandles.with(segment: segment, space: space) {
        (space) throws(IndexError) in try space.postings(of: entry)
      }
      frequencies[term] +=
        snapshot.hasDeletions[segment]
        ? try snapshot.liveFrequencies.frequency(
          of: entry, segment: segment, in: snapshot.segments[segment], space: space)
        : entry.documentFrequency
    }
  }

  /// The entry of a term that a segment lacks.
  private static let absent = TermEntry(documentFrequency: 0, postings: 0..<0, positions: 0..<0)

  /// How many live documents of all segments have a term.
  func frequency(of term: Int) -> Int { frequencies[term] }

  /// The entry of a term in a segment; its document frequency is 0 if the segment lacks it.
  @inline(__always)
  func entry(segment: Int, term: Int) -> TermEntry { entries[segment &* termCount &+ term] }

  /// The posting list of a term in a segment, or nil if that lacks it.
  @inline(__always)
  func list(segment: Int, term: Int) -> OpenList? {
    let index = segment &* termCount &+ term
    guard entries[index].documentFrequency > 0 else { return nil }
    return OpenList(lists.cell(at: index))
  }
}
