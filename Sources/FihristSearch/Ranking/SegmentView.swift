internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// The parts of a segment that ranking needs.
///
/// It points into the mapped segment, and is safe because the snapshot that is searched keeps the
/// segment mapped: ``Ranker`` holds the snapshot for as long as it makes views.
@safe struct SegmentView {
  /// The index of the segment in the snapshot.
  let index: Int
  /// How many documents there are, at least 1; IDs are below it.
  let documentCount: Int
  /// The norm of each document, in the term space of the query.
  private let norms: UnsafePointer<UInt8>
  /// For each norm, the factor of a frequency.
  private let inverse: Column<Float>
  /// A bit for each document that may be found, because it was not deleted and passes the filter,
  /// if there is one; nil if all may be found.
  private(set) var live: UnsafePointer<UInt64>?
  /// How stored bounds become bounds for this query.
  let factors: BoundFactors

  /// Documents of a window; a multiple of 64.
  let windowLength: Int

  /// Makes the view of segment `index` of a snapshot, in which all live documents may be found.
  init(
    _ index: Int, of snapshot: Snapshot, basis: ScoringBasis, inverse: Column<Float>,
    windowLength: Int
  ) {
    let reader = snapshot.segments[index]
    self.index = index
    documentCount = reader.documentCount
    unsafe norms = reader.spaces[basis.space].norms
    self.inverse = inverse
    unsafe live = reader.live.map { unsafe $0.words }
    factors = basis.factors[index]
    self.windowLength = windowLength
  }

  /// This many bounds fit into the first-level cache of most processors.
  static let usualWindowLength = 1 << 15

  /// The same segment with only the documents of `documents`, a set of its documents.
  func restricted(to documents: DocumentBits) -> SegmentView {
    var view = self
    let words = documents.words
    unsafe view.live = UnsafePointer(words.pointer(for: words.count))
    return view
  }

  /// Whether some documents may not be found.
  @inline(__always)
  var isRestricted: Bool { unsafe live != nil }

  /// Whether a document may be found.
  @inline(__always)
  func isLive(_ document: UInt32) -> Bool {
    assert(document < documentCount)
    guard let live = unsafe live else { return true }
    return unsafe live[Int(document &>> 6)] &>> UInt64(document & 63) & 1 != 0
  }

  /// Calls `body` with each document of `window`, which begins at a multiple of 64, that does not
  /// live, ascending.
  func forEachDeadDocument(in window: Range<UInt32>, _ body: (UInt32) -> Void) {
    guard let live = unsafe live, !window.isEmpty else { return }
    for word in window.lowerBound / 64...(window.upperBound - 1) / 64 {
      var dead = unsafe ~live[Int(word)]
      while dead != 0 {
        let document = 64 * word + UInt32(dead.trailingZeroBitCount)
        if document >= window.upperBound { break }
        body(document)
        dead &= dead - 1
      }
    }
  }

  // MARK: Scores

  /// What a posting adds to a score: the formula of ``ImpactTable``, operation by operation.
  @inline(__always)
  func score(_ frequency: UInt32, of document: UInt32, weight: Float) -> Float {
    assert(document < documentCount)
    let inverse = unsafe inverse[Int(norms[Int(document)])]
    return weight - weight / (1 + Float(Int32(truncatingIfNeeded: frequency)) * inverse)
  }

  /// The same for `count` postings at once. Decoding has checked that their documents are in the
  /// segment.
  ///
  /// - Returns: The greatest score; 0 without postings.
  @discardableResult
  func score(
    _ documents: Column<UInt32>, _ frequencies: Column<UInt32>, count: Int, weight: Float,
    into scores: Column<Float>
  ) -> Float {
    unsafe fihrist_score_postings(
      documents.pointer(for: count), frequencies.pointer(for: count), count, norms,
      inverse.pointer(for: 256), weight, scores.pointer(for: count))
  }
}
