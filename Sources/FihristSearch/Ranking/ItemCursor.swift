internal import FihristFormat
internal import FihristStorage

/// The cursor of an item: one of three forms.
enum ItemCursor {
  /// All postings are decoded: lists without codes, and phrases.
  case exact(ExactCursor)
  /// A blocked list with a code for each posting.
  case coded(CodedCursor)
  /// A code for each document of the segment.
  case dense(DenseCursor)

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

  /// The posting list, unless all postings are decoded.
  var list: OpenList? {
    switch self {
    case .exact: nil
    case .coded(let cursor): cursor.list
    case .dense(let cursor): cursor.list
    }
  }

  /// Computes the scores of a cursor whose postings are all decoded; others are left alone.
  mutating func scoreExactly(in segment: SegmentView, _ arena: Arena) throws(DamagedPostings) {
    guard case .exact(var cursor) = self else { return }
    try cursor.scoreAll(in: segment, arena)
    self = .exact(cursor)
  }

  /// Allocates what a cursor holds of windows, where its form needs that.
  mutating func allocate(windowLength: Int, in arena: Arena) {
    guard case .coded(var cursor) = self else { return }
    cursor.allocate(windowLength: windowLength, in: arena)
    self = .coded(cursor)
  }
}

extension ItemCursor: PostingCursor {
  @inline(__always)
  var weight: Float {
    switch self {
    case .exact(let cursor): cursor.weight
    case .coded(let cursor): cursor.weight
    case .dense(let cursor): cursor.weight
    }
  }

  @inline(__always)
  var count: Int {
    switch self {
    case .exact(let cursor): cursor.count
    case .coded(let cursor): cursor.count
    case .dense(let cursor): cursor.count
    }
  }

  @inline(__always)
  var upper: Float {
    switch self {
    case .exact(let cursor): cursor.upper
    case .coded(let cursor): cursor.upper
    case .dense(let cursor): cursor.upper
    }
  }

  mutating func seek(to window: Range<UInt32>) throws(DamagedPostings) {
    switch self {
    case .exact(var cursor):
      cursor.seek(to: window)
      self = .exact(cursor)
    case .coded(var cursor):
      try cursor.seek(to: window)
      self = .coded(cursor)
    case .dense: break
    }
  }

  @inline(__always)
  var run: PostingRun {
    switch self {
    case .exact(let cursor): cursor.run
    case .coded(let cursor): cursor.run
    case .dense(let cursor): cursor.run
    }
  }

  @inline(__always)
  func score(of document: UInt32, in segment: SegmentView) -> Float? {
    switch self {
    case .exact(let cursor): cursor.score(of: document, in: segment)
    case .coded(let cursor): cursor.score(of: document, in: segment)
    case .dense(let cursor): cursor.score(of: document, in: segment)
    }
  }

  @inline(__always)
  func score(at index: Int, of document: UInt32, in segment: SegmentView) -> Float {
    switch self {
    case .exact(let cursor): cursor.score(at: index, of: document, in: segment)
    case .coded(let cursor): cursor.score(at: index, of: document, in: segment)
    case .dense(let cursor): cursor.score(at: index, of: document, in: segment)
    }
  }

  func quantize(units: Float, factors: BoundFactors) {
    switch self {
    case .exact(let cursor): cursor.quantize(units: units, factors: factors)
    case .coded(let cursor): cursor.quantize(units: units, factors: factors)
    case .dense(let cursor): cursor.quantize(units: units, factors: factors)
    }
  }

  func upper(units: Float) -> Int {
    switch self {
    case .exact(let cursor): cursor.upper(units: units)
    case .coded(let cursor): cursor.upper(units: units)
    case .dense(let cursor): cursor.upper(units: units)
    }
  }

  func upper(in window: Range<UInt32>, _ factors: BoundFactors) -> Float {
    switch self {
    case .exact(let cursor): cursor.upper(in: window, factors)
    case .coded(let cursor): cursor.upper(in: window, factors)
    case .dense(let cursor): cursor.upper(in: window, factors)
    }
  }
}
