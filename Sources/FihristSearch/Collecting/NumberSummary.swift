internal import FihristFormat
internal import FihristStorage

/// What the values of a column of numbers come to among the documents of a set.
package struct NumberSummary: Sendable {
  private let field: Int

  /// Of the numbers as they are in the column.
  package private(set) var least: Int64?
  /// Of the numbers as they are in the column.
  package private(set) var greatest: Int64?
  /// The sum of the values, whatever the order in which they came.
  package private(set) var sum = ExactSum()
  /// How many documents have a value.
  package private(set) var count = 0
  /// How many documents have none.
  package private(set) var missingCount = 0

  /// Makes a summary of nothing.
  package init(field: Int) { self.field = field }

  /// Adds `documents` of a segment.
  ///
  /// - Complexity: O(documents).
  mutating func add(_ documents: DocumentBits, of segment: SegmentReader) throws(IndexError) {
    guard case .number(let column)? = try segment.columns?.column(field) else { return }
    let isDecimal = segment.schema.fields[field].type == .decimal
    var walk = NumberWalk(column)
    try documents.forEachDocument { (document) throws(IndexError) in
      guard let value = try walk.value(of: document) else {
        missingCount += 1
        return
      }
      count += 1
      least = min(least ?? value, value)
      greatest = max(greatest ?? value, value)
      if isDecimal { sum.add(ColumnNumber.decimal(of: value)) } else { sum.add(value) }
    }
  }
}
