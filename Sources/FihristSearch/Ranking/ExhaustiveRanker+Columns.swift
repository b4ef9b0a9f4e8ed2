internal import FihristFormat
internal import FihristStorage

/// Conditions on columns, by the values of each document.
extension ExhaustiveRanker {
  /// The live documents of a segment with a value in `field` that meets `condition`.
  func matches(
    _ condition: Query.ColumnCondition, on field: String, of reader: SegmentReader
  ) throws(IndexError) -> Set<UInt32> {
    let tests = try ColumnTest.tests(condition, field, reader.schema)
    var found: Set<UInt32> = []
    for document in try matches(.all, in: reader) {
      for test in tests where try Self.passes(Int(document), test, in: reader) {
        found.insert(document)
      }
    }
    return found
  }

  private static func passes(
    _ document: Int, _ test: ColumnTest, in reader: SegmentReader
  ) throws(IndexError) -> Bool {
    switch try reader.columns?.column(test.field) {
    case .keyword(let column):
      return try column.strings(of: document).contains { passes($0, test.condition) }
    case .number(let column):
      guard let number = try column.value(of: document) else { return false }
      guard case .numbers(let range) = test.condition else { return test.condition == .exists }
      return range.contains(number)
    case nil: return false
    }
  }

  private static func passes(_ string: [UInt8], _ condition: ColumnTest.Condition) -> Bool {
    switch condition {
    case .exists: true
    case .isAny(let wanted): wanted.contains(string)
    case .startsWith(let prefix): string.starts(with: prefix)
    case .strings(let first, let last, let isLastIncluded):
      isBetween(string, first, last, isLastIncluded: isLastIncluded)
    case .numbers: false
    }
  }

  private static func isBetween(
    _ bytes: [UInt8], _ first: [UInt8]?, _ last: [UInt8]?, isLastIncluded: Bool
  ) -> Bool {
    if let first, bytes.lexicographicallyPrecedes(first) { return false }
    guard let last else { return true }
    return bytes.lexicographicallyPrecedes(last) || isLastIncluded && bytes == last
  }
}
