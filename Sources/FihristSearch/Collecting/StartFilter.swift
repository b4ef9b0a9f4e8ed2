internal import FihristFormat
internal import FihristStorage

/// Finds out which documents of a segment come behind a position.
struct StartFilter {
  private let bounds: [(code: SortColumn.Code, isExact: Bool)]
  private let segment: SegmentReader
  private let key: [UInt8]

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
    self.segment = segment
    key = position.key
  }

  func isBehind(_ document: Int, _ columns: inout [SortColumn]) throws(IndexError) -> Bool {
    for (index, bound) in bounds.enumerated() {
      let code = try columns[index].code(of: document)
      if code == bound.code {
        // Without a value of its own the bound lies just before the code.
        if !bound.isExact { return true }
        continue
      }
      return bound.code < code
    }
    return key.lexicographicallyPrecedes(try segment.key(of: UInt32(document)))
  }
}
