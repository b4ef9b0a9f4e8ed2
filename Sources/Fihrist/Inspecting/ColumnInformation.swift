/// What a column holds for the documents that are found.
public struct ColumnInformation: Sendable, Hashable {
  /// The field's name in the schema.
  public var field: String
  /// The type of its values.
  public var type: FieldType
  /// How many distinct values there are, over all segments.
  public var distinctValues: Int
  /// The least value; nil if there is none. Strings are in the order of their bytes.
  public var least: ColumnValue?
  /// The greatest value; nil if there is none.
  public var greatest: ColumnValue?
  /// Documents without a value.
  public var missing: Int
  /// Its bytes in all segments; deleted documents count too.
  public var byteCount: UInt64
}
