/// A document of an index, as far as its values were stored or are in columns.
public struct IndexedDocument: Sendable, Hashable, Codable {
  /// What identifies it.
  public var key: String

  /// Its stored fields, in the order of the schema; only those that were asked for.
  public var fields: [StoredField]

  /// Its values in columns, in the order of the schema; only those that were asked for, and without
  /// the fields that it has no value of.
  public var columns: [ColumnValues] = []

  /// The text of the field `name`, or nil if it has none; the first if it has several.
  public subscript(_ name: String) -> String? { fields.first { $0.name == name }?.text }
}
