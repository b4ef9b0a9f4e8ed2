internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// Documents that may match, ascending, as columns that are filtered together: their IDs, their
/// bounds, and their postings in each list.
///
/// A chunk is filled from the list that leads (list 0), and then joined with one list after the
/// other. The index of a candidate's posting in a list is stored by the candidate's *origin*, its
/// index when the chunk was filled. So dropping candidates moves three columns and not one for each
/// list.
struct Candidates {
  /// The most candidates of a chunk.
  static let capacity = 4096

  /// Stands for a missing posting: an optional list that does not have the document.
  static let absent = UInt32.max

  /// How the bound of a list joins that of a candidate.
  enum Joining: Int32 {
    /// It is added.
    case sum = 0
    /// The lesser of the two is kept, as for phrases.
    case least = 1
  }

  /// How many candidates are left.
  var count = 0
  /// One more than the greatest origin of a candidate of the chunk.
  var originCount = 0
  /// Their documents, ascending.
  let documents: Column<UInt32>
  /// Their bounds, in units; 0 up to the next multiple of 64 after ``pad()``.
  let bounds: WindowBounds
  /// How many postings were decoded for them.
  var decodedPostings = 0

  let joining: Joining
  let origins: Column<UInt32>
  /// For each list but the first, by origin, the index of the candidate's posting.
  let postings: Column<UInt32>
  /// Scratch for the results of searches.
  let matched: Column<UInt32>
  let matchedIndices: Column<UInt32>
  /// A block of documents, for lists whose documents are not kept.
  let block: Column<UInt32>
  /// The index of the leading list's posting of origin 0.
  var firstPosting = 0
  let numbers: Column<UInt32>

  /// Makes columns for the join of `listCount` lists.
  init(joining: Joining, listCount: Int, _ scratch: RankingScratch) {
    let arena = scratch.arena
    let capacity = Self.capacity + PostingList.documentCapacity
    self.joining = joining
    documents = arena.allocate(capacity)
    origins = arena.allocate(capacity)
    bounds = WindowBounds(arena.allocate(capacity + 64))
    matched = arena.allocate(capacity)
    matchedIndices = arena.allocate(capacity)
    block = arena.allocate(PostingList.documentCapacity)
    postings = arena.allocate(Self.capacity * listCount)
    numbers = scratch.numbers
  }

  /// The index of a candidate's posting in list `list`, which is not dense; ``absent`` if an
  /// optional list does not have it.
  @inline(__always)
  func posting(in list: Int, of candidate: Int) -> UInt32 {
    let origin = origins[candidate]
    guard list > 0 else { return UInt32(truncatingIfNeeded: firstPosting) &+ origin }
    return postings[Self.capacity &* list &+ Int(origin)]
  }

  // MARK: Dropping

  /// Drops the candidates whose bounds are below `least`.
  mutating func keep(reaching least: Int) {
    guard least > 1 else { return }
    guard least < 256 else { return count = 0 }
    unsafe count = fihrist_keep_candidates(
      documents.pointer(for: count), origins.pointer(for: count),
      bounds.pointer(groups: (count + 63) / 64), count, UInt8(least))
  }

  /// Drops the documents that may not be found.
  mutating func keepLive(in segment: SegmentView) {
    if segment.isRestricted { count = kept { segment.isLive(documents[$0]) } }
  }

  /// Drops the documents of a dense list.
  mutating func drop(dense list: OpenList) {
    count = kept { !list.postings.contains(documents[$0]) }
  }

  /// Marks the candidates that are in a list, for ``dropMarked()``.
  ///
  /// - Parameters:
  ///   - run: The list's postings of the documents of `window`.
  ///   - window: A range of documents.
  func mark(_ run: PostingRun, in window: Range<UInt32>) {
    let from = documents.lowerBound(of: window.lowerBound, in: 0..<count)
    let to = documents.lowerBound(of: window.upperBound, in: 0..<count)
    let matches = match(from..<to, with: run.documents, count: run.count)
    for match in 0..<matches { bounds[from + Int(matched[match])] = 0 }
  }

  /// Drops the candidates that were marked.
  mutating func dropMarked() { count = kept { bounds[$0] != 0 } }

  /// Writes zeros after the bounds up to the next multiple of 64.
  func pad() { bounds.fill(count..<(count + 63) & ~63, with: 0) }

  /// Keeps the candidates that pass `test`, in order, and returns how many there are.
  @inline(__always)
  private func kept(where test: (Int) -> Bool) -> Int {
    var kept = 0
    for candidate in 0..<count {
      let passes = test(candidate)
      documents[kept] = documents[candidate]
      origins[kept] = origins[candidate]
      bounds[kept] = bounds[candidate]
      kept += passes ? 1 : 0
    }
    return kept
  }

  /// Writes which of the candidates of `range` are among the first `count` of `documents`: their
  /// indices from the start of the range, and those of the documents. Returns how many.
  func match(_ range: Range<Int>, with listed: Column<UInt32>, count: Int) -> Int {
    unsafe fihrist_match_postings(
      documents[range].pointer(for: range.count), range.count, listed.pointer(for: count), count,
      matched.pointer(for: range.count), matchedIndices.pointer(for: range.count))
  }
}
