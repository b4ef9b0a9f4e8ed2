internal import FihristIndexing

extension ColumnSummary {
  /// The summary of a column of `type`.
  init(_ field: String, _ type: FieldType, _ numbers: NumberSummary) {
    self.init(
      field: field, least: numbers.least.map { ColumnValue($0, type).text },
      greatest: numbers.greatest.map { ColumnValue($0, type).text },
      sum: type == .date ? nil : numbers.sum,
      mean: type == .date || numbers.count == 0 ? nil : numbers.sum / Double(numbers.count),
      count: numbers.count, missing: numbers.missingCount)
  }
}
