/// What the values of a field of numbers or dates come to among the documents that match.
public struct ColumnSummary: Sendable, Hashable, Codable {
  /// The field.
  public var field: String

  /// The least value, as text: a number, or a day, perhaps with a time; nil without any.
  public var least: String?

  /// The greatest value.
  public var greatest: String?

  /// The sum of the values, rounded as 64-bit floating point is; nil for dates.
  public var sum: Double?

  /// The mean; nil for dates, and without values.
  public var mean: Double?

  /// How many documents have a value.
  public var count: Int

  /// How many documents have none.
  public var missing: Int
}
