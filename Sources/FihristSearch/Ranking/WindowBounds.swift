internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// The bounds of the documents of a window, or of the candidates of a chunk: a byte each, in groups
/// of 64; 0 means no match.
///
/// Every call asserts in debug builds that its kernel stays within the column.
struct WindowBounds {
  private let bytes: Column<UInt8>

  init(_ bytes: Column<UInt8>) { self.bytes = bytes }

  /// The bound at `index`.
  subscript(index: Int) -> UInt8 {
    @inline(__always) get { bytes[index] }
    @inline(__always) nonmutating set { bytes[index] = newValue }
  }

  /// The bounds from `start` on, shared.
  @inline(__always)
  func suffix(from start: Int) -> Column<UInt8> { bytes.suffix(from: start) }

  /// Sets the bounds of `range`.
  @inline(__always)
  func fill(_ range: Range<Int>, with bound: UInt8) { bytes.fill(range, with: bound) }

  /// A pointer to the bounds of `groups` groups.
  @inline(__always)
  func pointer(groups: Int) -> UnsafeMutablePointer<UInt8> {
    unsafe bytes.pointer(for: 64 &* groups)
  }

  // MARK: Search

  /// How many bounds are at least `level` (1...255).
  func count(groups: Int, atLeast level: UInt8) -> Int {
    unsafe fihrist_count_at_least(pointer(groups: groups), groups, level)
  }

  /// Writes the indices, plus `base`, of the bounds in `levels`, ascending, at most `capacity`, and
  /// returns their number.
  func collect(
    groups: Int, in levels: ClosedRange<UInt8>, from base: UInt32 = 0, into found: Column<UInt32>,
    capacity: Int
  ) -> Int {
    unsafe fihrist_collect_bounds(
      pointer(groups: groups), groups, levels.lowerBound, levels.upperBound, base,
      found.pointer(for: capacity), capacity)
  }

  /// The greatest level that `wanted` of the bounds reach, or 1.
  func level(groups: Int, reachedBy wanted: Int) -> Int {
    var low = 1
    var high = 255
    while low < high {
      let middle = (low + high + 1) / 2
      if count(groups: groups, atLeast: UInt8(middle)) >= wanted {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return low
  }

  /// A level that about `wanted` bounds of different documents reach; `wanted` is at most 64.
  func levelOfMaxima(groups: Int, reachedBy wanted: Int) -> Int {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { maxima in
      guard let base = maxima.baseAddress else { return 1 }
      unsafe fihrist_column_maxima(pointer(groups: groups), groups, base)
      let column = unsafe Column(unsafe: base, count: 64, lease: .endless)
      return WindowBounds(column).level(groups: 1, reachedBy: wanted)
    }
  }

  // MARK: Documents of a list

  /// Adds the bounds of `postings`; the document of the first bound is `start`.
  ///
  /// - Parameter onlyMatching: Whether bounds of 0 stay 0.
  func add(_ postings: PostingRun, from start: UInt32, onlyMatching: Bool) {
    guard let (documents, bounds) = unsafe checked(postings, from: start) else { return }
    if onlyMatching {
      unsafe fihrist_scatter_matching(
        bytes.pointer(for: 0), start, documents, bounds, postings.count)
    } else {
      unsafe fihrist_scatter_add(bytes.pointer(for: 0), start, documents, bounds, postings.count)
    }
  }

  /// Sets the bounds of the documents of `postings` to 0.
  func clear(_ postings: PostingRun, from start: UInt32) {
    guard let (documents, _) = unsafe checked(postings, from: start) else { return }
    unsafe fihrist_scatter_clear(bytes.pointer(for: 0), start, documents, postings.count)
  }

  /// Pointers to a run, after a check that all its documents have bounds here. They ascend, so
  /// checking the first and the last is enough.
  private func checked(
    _ run: PostingRun, from start: UInt32
  ) -> (documents: UnsafePointer<UInt32>, bounds: UnsafePointer<UInt8>)? {
    guard run.count > 0 else { return nil }
    assert(run.documents[0] >= start && run.documents[run.count - 1] - start < bytes.count)
    return unsafe (
      UnsafePointer(run.documents.pointer(for: run.count)),
      UnsafePointer(run.bounds.pointer(for: run.count))
    )
  }

  /// Sets the bounds of the documents of a dense list to 0; the first is `start`, a multiple of 64.
  func clear(dense list: OpenList, groups: Int, from start: UInt32) {
    let group = Int(start) / 64
    assert(group + groups <= list.postings.groupCount)
    unsafe fihrist_dense_exclude(
      pointer(groups: groups), groups, list.postings.nibbles + 32 * group)
  }

  /// Sets the bounds of documents that may not be found to 0.
  func keepLive(in segment: SegmentView, groups: Int, from start: UInt32) {
    guard let live = unsafe segment.live else { return }
    assert(Int(start) + 64 * (groups - 1) < segment.documentCount)
    unsafe fihrist_keep_bounds(pointer(groups: groups), groups, live + Int(start) / 64)
  }
}
