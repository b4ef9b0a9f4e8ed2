internal import FihristFormat
internal import FihristStorage

/// What ranking needs of a segment, as plain pointers; valid while the snapshot lives.
@safe struct SegmentView {
  /// The number of the segment in the snapshot.
  let index: Int
  /// IDs are below it; above 0.
  let documentCount: Int
  /// The norm of each document.
  let norms: UnsafePointer<UInt8>
  /// For each norm, by what a frequency is multiplied.
  let inverse: UnsafePointer<Float>
  /// A bit for each document that may be found: that was not deleted, and passes the filter if there is
  /// one; nil when that is all of them.
  private(set) var live: UnsafePointer<UInt64>?
  /// How stored bounds become bounds for this query.
  let factors: BoundFactors

  /// Documents of a window; a multiple of 64.
  let windowLength: Int

  /// Makes the view of segment `index` of a snapshot, in which all live documents may be found.
  init(
    _ index: Int, of snapshot: Snapshot, inverse: UnsafePointer<Float>, windowLength: Int
  ) {
    let reader = snapshot.segments[index]
    self.index = index
    documentCount = reader.documentCount
    unsafe norms = reader.norms
    unsafe self.inverse = unsafe inverse
    unsafe live = reader.live.map { unsafe $0.words }
    factors = snapshot.factors[index]
    self.windowLength = windowLength
  }

  /// So many bounds fit the first-level cache of most processors.
  static let usualWindowLength = 1 << 15

  /// The same segment with only the documents whose bits are set in `words`.
  func restricted(to words: UnsafePointer<UInt64>) -> SegmentView {
    var view = self
    unsafe view.live = unsafe words
    return view
  }

  /// Whether a document, below the document count, may be found.
  @inline(__always)
  func isLive(_ document: UInt32) -> Bool {
    guard let live = unsafe live else { return true }
    return unsafe live[Int(document &>> 6)] &>> UInt64(document & 63) & 1 != 0
  }

  /// What a posting adds to a score: the formula of ``ImpactTable``, operation by operation.
  @inline(__always)
  func part(_ frequency: UInt32, _ document: UInt32, weight: Float) -> Float {
    let inverse = unsafe inverse[Int(norms[Int(document)])]
    return weight - weight / (1 + Float(Int32(truncatingIfNeeded: frequency)) * inverse)
  }
}

/// A posting list that does not decode; becomes an ``IndexError`` where the segment is known.
struct DamagedPostings: Error {}
