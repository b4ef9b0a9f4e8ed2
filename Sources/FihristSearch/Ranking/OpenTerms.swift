internal import FihristFormat
internal import FihristStorage

/// The terms of a query in every segment of a snapshot, looked up and opened once.
@safe struct OpenTerms {
  private let entries: UnsafeMutablePointer<TermEntry>
  private let lists: UnsafeMutablePointer<PostingList>
  private let frequencies: UnsafeMutablePointer<Int>
  private let termCount: Int

  /// Looks up `terms`, and counts how many live documents have each.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  init(
    _ terms: Row<UnsafeBufferPointer<UInt8>>, in snapshot: Snapshot, _ arena: Arena
  ) throws(IndexError) {
    termCount = unsafe terms.count
    let segments = snapshot.segments
    let count = termCount * segments.count
    unsafe entries = arena.allocate(count)
    unsafe lists = arena.allocate(count)
    unsafe frequencies = arena.allocate(termCount)
    unsafe frequencies.update(repeating: 0, count: termCount)
    // In two steps, so that the lists of all terms are on their way from memory at once.
    for segment in segments.indices {
      for term in 0..<termCount {
        let entry = unsafe try segments[segment].term(terms[term])
        if let entry { segments[segment].prefetchPostings(of: entry) }
        unsafe (entries + segment * termCount + term).initialize(to: entry ?? Self.absent)
      }
    }
    for segment in segments.indices { try open(segment, in: snapshot) }
  }

  /// Opens the lists that a segment has.
  private func open(_ segment: Int, in snapshot: Snapshot) throws(IndexError) {
    let reader = snapshot.segments[segment]
    for term in 0..<termCount {
      let place = segment * termCount + term
      let entry = unsafe entries[place]
      guard entry.documentFrequency > 0 else { continue }
      unsafe (lists + place).initialize(to: try reader.postings(of: entry))
      unsafe frequencies[term] += try snapshot.liveFrequencies.frequency(
        of: entry, segment: segment, in: reader)
    }
  }

  /// What stands for a term that a segment lacks.
  private static let absent = TermEntry(documentFrequency: 0, postings: 0..<0, positions: 0..<0)

  /// How many live documents of all segments have a term.
  func frequency(of term: Int) -> Int { unsafe frequencies[term] }

  /// What a segment knows about a term; its document frequency is 0 if the segment lacks it.
  @inline(__always)
  func entry(_ segment: Int, _ term: Int) -> TermEntry {
    unsafe entries[segment &* termCount &+ term]
  }

  /// The posting list of a term in a segment, or nil if that lacks it.
  @inline(__always)
  func list(_ segment: Int, _ term: Int) -> UnsafePointer<PostingList>? {
    let place = segment &* termCount &+ term
    guard unsafe entries[place].documentFrequency > 0 else { return nil }
    return unsafe UnsafePointer(lists + place)
  }
}
