/// A value in a column.
public enum ColumnValue: Sendable, Hashable {
  /// A name or an identifier.
  case keyword(String)
  /// A whole number.
  case integer(Int64)
  /// A number with a fraction; finite.
  case decimal(Double)
  /// A moment: seconds since the start of 1970 in UTC. A day is its first second.
  case date(secondsSince1970: Int64)
  /// Yes or no.
  case boolean(Bool)

  /// What `number` of a column of `type` stands for; see ``ColumnNumber``.
  package init(_ number: Int64, _ type: FieldType) {
    switch type {
    case .decimal: self = .decimal(ColumnNumber.decimal(of: number))
    case .date: self = .date(secondsSince1970: number)
    case .boolean: self = .boolean(number != 0)
    case .integer, .keyword, .text: self = .integer(number)
    }
  }
}
