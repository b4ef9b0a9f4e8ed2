internal import FihristFormat
internal import FihristStorage

/// The cursor of an item: one of three forms, each in a cell of the query's arena, because cursors
/// are large to copy. Copies of this value share the cursor.
enum ItemCursor {
  /// All postings are decoded: lists without codes, and phrases.
  case exact(Cell<ExactCursor>)
  /// A blocked list with a code for each posting.
  case coded(Cell<CodedCursor>)
  /// A code for each document of the segment.
  case dense(Cell<DenseCursor>)

  /// Whether all postings are decoded.
  @inline(__always)
  var isExact: Bool {
    if case .exact = self { true } else { false }
  }

  /// Whether there is a code for each document of the segment.
  @inline(__always)
  var isDense: Bool {
    if case .dense = self { true } else { false }
  }

  /// Whether all postings are decoded and none was scored, so that bounds are not known yet.
  @inline(__always)
  var isUnscored: Bool {
    if case .exact(let cell) = self { cell.value.scores == nil } else { false }
  }

  /// The posting list, unless all postings are decoded.
  var list: OpenList? {
    switch self {
    case .exact: nil
    case .coded(let cell): cell.value.list
    case .dense(let cell): cell.value.list
    }
  }

  /// Computes the scores of a cursor whose postings are all decoded; other cursors are not changed.
  func scoreExactly(in segment: SegmentView, _ arena: Arena) throws(DamagedPostings) {
    if case .exact(let cell) = self { try cell.value.scoreAll(in: segment, arena) }
  }

  /// Allocates the window columns of a cursor, if its form needs them.
  func allocate(windowLength: Int, in arena: Arena) {
    if case .coded(let cell) = self {
      cell.value.allocate(windowLength: windowLength, in: arena)
    }
  }
}

extension ItemCursor: PostingCursor {
  @inline(__always)
  var weight: Float {
    switch self {
    case .exact(let cell): cell.value.weight
    case .coded(let cell): cell.value.weight
    case .dense(let cell): cell.value.weight
    }
  }

  @inline(__always)
  var count: Int {
    switch self {
    case .exact(let cell): cell.value.count
    case .coded(let cell): cell.value.count
    case .dense(let cell): cell.value.count
    }
  }

  @inline(__always)
  var upper: Float {
    switch self {
    case .exact(let cell): cell.value.upper
    case .coded(let cell): cell.value.upper
    case .dense(let cell): cell.value.upper
    }
  }

  func seek(to window: Range<UInt32>) throws(DamagedPostings) {
    switch self {
    case .exact(let cell): cell.value.seek(to: window)
    case .coded(let cell): try cell.value.seek(to: window)
    case .dense: break
    }
  }

  @inline(__always)
  var run: PostingRun {
    switch self {
    case .exact(let cell): cell.value.run
    case .coded(let cell): cell.value.run
    case .dense(let cell): cell.value.run
    }
  }

  @inline(__always)
  func score(at index: Int, of document: UInt32, in segment: SegmentView) -> Float {
    switch self {
    case .exact(let cell): cell.value.score(at: index, of: document, in: segment)
    case .coded(let cell): cell.value.score(at: index, of: document, in: segment)
    case .dense(let cell): cell.value.score(at: index, of: document, in: segment)
    }
  }

  func quantize(units: Float, factors: BoundFactors) {
    switch self {
    case .exact(let cell): cell.value.quantize(units: units, factors: factors)
    case .coded(let cell): cell.value.quantize(units: units, factors: factors)
    case .dense(let cell): cell.value.quantize(units: units, factors: factors)
    }
  }

  func upper(units: Float) -> Int {
    switch self {
    case .exact(let cell): cell.value.upper(units: units)
    case .coded(let cell): cell.value.upper(units: units)
    case .dense(let cell): cell.value.upper(units: units)
    }
  }

  func upper(in window: Range<UInt32>, _ factors: BoundFactors) -> Float {
    switch self {
    case .exact(let cell): cell.value.upper(in: window, factors)
    case .coded(let cell): cell.value.upper(in: window, factors)
    case .dense(let cell): cell.value.upper(in: window, factors)
    }
  }

  func addScores(of batch: ScoredBatch, in segment: SegmentView) {
    switch self {
    case .exact(let cell): cell.value.addScores(of: batch, in: segment)
    case .coded(let cell): cell.value.addScores(of: batch, in: segment)
    case .dense(let cell): cell.value.addScores(of: batch, in: segment)
    }
  }
}
