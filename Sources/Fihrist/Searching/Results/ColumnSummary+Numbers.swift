internal import FihristCalendar

extension ColumnSummary {
  /// The summary of a column of `type`.
  init(_ field: String, _ type: FieldType, _ numbers: NumberSummary) {
    self.init(
      field: field, least: numbers.least.map { Self.text($0, type) },
      greatest: numbers.greatest.map { Self.text($0, type) },
      sum: type == .date ? nil : numbers.sum,
      mean: type == .date || numbers.count == 0 ? nil : numbers.sum / Double(numbers.count),
      count: numbers.count, missing: numbers.missingCount)
  }

  /// A value of a column as text: a day where the time is midnight.
  static func text(_ number: Int64, _ type: FieldType) -> String {
    switch type {
    case .decimal: String(ColumnNumber.decimal(of: number))
    case .boolean: number == 0 ? "false" : "true"
    case .date: date(number)
    case .integer, .keyword, .text: String(number)
    }
  }

  private static func date(_ seconds: Int64) -> String {
    let buckets = DateBuckets(.day)
    let day = buckets.text(of: seconds)
    let time = seconds - buckets.start(of: seconds)
    guard time > 0 else { return day }
    func digits(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
    return day + "T\(digits(time / 3_600)):\(digits(time / 60 % 60)):\(digits(time % 60))Z"
  }
}
