internal import FihristIndexing

extension ColumnSummary {
  /// The summary of a column of `type`.
  init(_ field: String, _ type: FieldType, _ numbers: NumberSummary) {
    var range: ClosedRange<Int64>?
    if let least = numbers.least, let greatest = numbers.greatest { range = least...greatest }
    self.init(
      field: field, least: numbers.least.map { ColumnValue($0, type).text },
      greatest: numbers.greatest.map { ColumnValue($0, type).text }, range: range, sumRest: [],
      count: numbers.count, missing: numbers.missingCount)
    if type != .date { setSum(numbers.sum) }
  }
}
