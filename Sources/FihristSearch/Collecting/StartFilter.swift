internal import FihristFormat
internal import FihristStorage

/// Finds out which documents of a segment come behind a position.
struct StartFilter {
  private let bounds: [(code: SortColumn.Code, isExact: Bool)]
  /// The first document of the segment whose key is above that of the position.
  private let firstDocument: Int

  init(
    _ position: SortPosition, _ columns: [SortColumn], _ segment: SegmentReader
  ) throws(IndexError) {
    guard position.values.count == columns.count else {
      throw IndexError.invalid(
        "after", "the cursor is not of this order", advice: "use it with the same sort keys")
    }
    var bounds: [(code: SortColumn.Code, isExact: Bool)] = []
    for (column, value) in zip(columns, position.values) { bounds.append(try column.bound(value)) }
    self.bounds = bounds
    firstDocument = try Self.firstDocument(above: position.key, in: segment)
  }

  /// Documents are in the order of their keys.
  private static func firstDocument(
    above key: [UInt8], in segment: SegmentReader
  ) throws(IndexError) -> Int {
    var (low, high) = (0, segment.documentCount)
    while low < high {
      let middle = (low + high) / 2
      if key.lexicographicallyPrecedes(try segment.key(of: UInt32(middle))) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  /// Whether the position is behind all documents whose first codes are in `codes`.
  func isAfterAll(_ codes: ClosedRange<Int64>) -> Bool {
    let bound = bounds[0].code
    return bound.isMissing || codes.upperBound < bound.value
  }

  /// Whether `document`, whose first code is `first`, comes behind the position.
  func isBehind(
    _ document: Int, first: SortColumn.Code, _ columns: inout [SortColumn]
  ) throws(IndexError) -> Bool {
    for (index, bound) in bounds.enumerated() {
      let code = index == 0 ? first : try columns[index].code(of: document)
      if code == bound.code {
        // Without a value of its own the bound lies just before the code.
        if !bound.isExact { return true }
        continue
      }
      return bound.code < code
    }
    return document >= firstDocument
  }
}
