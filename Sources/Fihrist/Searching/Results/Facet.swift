/// The values of a field among the documents that match.
public struct Facet: Sendable, Hashable, Codable {
  /// The field.
  public var field: String

  /// The values that most documents have, the most frequent first; equal counts by bytes.
  public var values: [Value]

  /// The sum of the counts of all other values.
  public var other: Int

  /// How many documents have no value.
  public var missing: Int

  /// A value and how many documents have it. Counts are exact.
  public struct Value: Sendable, Hashable, Codable {
    /// The value.
    public var value: String
    /// How many of the documents have it.
    public var count: Int

    /// Makes a value.
    public init(_ value: String, count: Int) {
      self.value = value
      self.count = count
    }
  }
}
