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
    // In two steps, so that the lists of all terms are fetched from memory at the same time.
    for segment in segments.indices {
      for term in 0..<termCount {
        let index = segment * termCount + term
        entries[index] = Self.absent
        if Self.isReached(stop, index) { continue }
        let space = segments[segment].spaces[terms[term].space]
        guard let entry = unsafe try space.term(terms[term].bytes) else { continue }
        space.prefetchPostings(of: entry)
        entries[index] = entry
      }
    }
    for segment in segments.indices { try open(segment, of: terms, in: snapshot, stop) }
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
    let reader = snapshot.segments[segment]
    for term in 0..<termCount {
      let index = segment * termCount + term
      let entry = entries[index]
      guard entry.documentFrequency > 0 else { continue }
      if Self.isReached(stop, index) {
        entries[index] = Self.absent
        continue
      }
      let space = terms[term].space
      lists[index] = try reader.spaces[space].postings(of: entry)
      frequencies[term] += try snapshot.liveFrequencies.frequency(
        of: entry, segment: segment, in: reader, space: space)
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
