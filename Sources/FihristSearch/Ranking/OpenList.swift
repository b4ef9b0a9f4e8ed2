internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// A posting list among the ``OpenTerms`` of a query: a handle, because a list is large to copy.
struct OpenList {
  private let cell: Cell<PostingList>

  init(_ cell: Cell<PostingList>) { self.cell = cell }

  /// The list.
  @inline(__always)
  var postings: PostingList {
    _read { yield cell.value }
  }

  /// Whether it has a code for each document of the segment.
  @inline(__always)
  var isDense: Bool { cell.value.form == .dense }

  /// Bounds, in units, for the 16 codes of the list; that of 0 is 0.
  func quantize(
    units: Float, weight: Float, factors: BoundFactors, into table: Column<UInt8>
  ) {
    guard let levels = unsafe cell.value.levels else { return }
    // The formula of ``BoundFactors/upperBound(_:weight:)``, operation by operation.
    unsafe fihrist_quantize_levels(
      levels, weight, factors.upper, SoundnessFactor.up, units, table.pointer(for: 16))
  }
}
