internal import FihristFormat
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
    table[0] = 0
    for code in 1...15 {
      let bound = factors.upperBound(cell.value.level(code), weight: weight) * units
      // With this order of arguments, a bound that is not a number also becomes 1.
      table[code] = UInt8(min(255, max(1, bound.rounded(.up))))
    }
  }
}
