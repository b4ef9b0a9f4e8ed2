/// What the values of a field of numbers or dates come to among the documents that match.
public struct ColumnSummary: Sendable, Hashable, Codable {
  /// The field.
  public var field: String

  /// The least value, as text: a number, or a day, perhaps with a time; nil without any.
  public var least: String?

  /// The greatest value.
  public var greatest: String?

  /// The least and the greatest value as the column has them, which compare as the values do; nil
  /// without any.
  public var range: ClosedRange<Int64>?

  /// The sum of the values, whose exact sum was rounded to 64-bit floating point; nil for dates.
  public var sum: Double?

  /// What was rounded away from ``sum``, as numbers of falling magnitude: all together are exact.
  public var sumRest: [Double]

  /// The mean; nil for dates, and without values.
  public var mean: Double?

  /// How many documents have a value.
  public var count: Int

  /// How many documents have none.
  public var missing: Int
}

extension ColumnSummary {
  /// The summary of what several summaries of the same field are of.
  static func merged(_ parts: [ColumnSummary]) -> ColumnSummary? {
    guard var merged = parts.first else { return nil }
    var sum = ExactSum()
    for part in parts { for number in [part.sum ?? 0] + part.sumRest { sum.add(number) } }
    for part in parts.dropFirst() {
      merged.count += part.count
      merged.missing += part.missing
      guard let range = part.range else { continue }
      let known = merged.range ?? range
      if merged.range == nil || range.lowerBound < known.lowerBound { merged.least = part.least }
      if merged.range == nil || range.upperBound > known.upperBound {
        merged.greatest = part.greatest
      }
      merged.range =
        min(known.lowerBound, range.lowerBound)...max(known.upperBound, range.upperBound)
    }
    if merged.sum != nil { merged.setSum(sum) }
    return merged
  }

  /// Sets what depends on the sum of the values.
  mutating func setSum(_ exact: ExactSum) {
    sum = exact.value
    sumRest = Array(exact.parts.dropFirst())
    mean = count == 0 ? nil : exact.value / Double(count)
  }
}
