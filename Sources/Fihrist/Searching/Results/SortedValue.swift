internal import FihristIndexing

/// What a hit has in a column that hits are ordered by.
public struct SortedValue: Sendable, Hashable, Codable {
  /// The field.
  public var field: String

  /// The value as text; of several the one that counts for the order; `nil` without any.
  public var text: String?
}

extension SortedValue {
  /// The value of a document in the column of `field`.
  init(_ value: SortValue, of field: Field) {
    self.field = field.name
    switch value {
    case .number(let number): text = ColumnValue(number, field.type).text
    case .string(let bytes): text = String(decoding: bytes, as: UTF8.self)
    case .score, .related, .missing: text = nil
    }
  }
}
