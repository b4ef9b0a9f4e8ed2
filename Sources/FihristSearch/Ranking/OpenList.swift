internal import FihristFormat
internal import FihristStorage

/// A posting list among the ``OpenTerms`` of a query: a handle, because a list is large to copy.
struct OpenList {
  private let row: Column<PostingList>

  /// - Parameter row: A row whose first list this is.
  init(first row: Column<PostingList>) { self.row = row }

  /// The list.
  @inline(__always)
  var postings: PostingList {
    _read { yield row[0] }
  }

  /// Whether it has a code for each document of the segment.
  @inline(__always)
  var isDense: Bool { row[0].form == .dense }

  /// Bounds, in units, for the 16 codes of the list; that of 0 is 0.
  func quantize(
    units: Float, weight: Float, factors: BoundFactors, into table: Column<UInt8>
  ) {
    table[0] = 0
    for code in 1...15 {
      let bound = factors.upperBound(row[0].level(code), weight: weight) * units
      // In this order of arguments also a bound that is not a number becomes 1.
      table[code] = UInt8(min(255, max(1, bound.rounded(.up))))
    }
  }
}
