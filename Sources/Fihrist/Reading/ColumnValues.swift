/// The values of one document in a column.
public struct ColumnValues: Sendable, Hashable, Codable {
  /// The field's name in the schema.
  public var name: String

  /// The values: strings in the order of their bytes, or one value of another type.
  public var values: [ColumnValue]

  /// Makes the values of the field `name`.
  public init(name: String, values: [ColumnValue]) {
    self.name = name
    self.values = values
  }
}
