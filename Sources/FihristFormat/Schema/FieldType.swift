/// The names that schema files and manifests use for the kinds of fields.
public enum FieldType: String, CaseIterable, Sendable, Codable {
  /// Text, whether its words are searched or not.
  case text
  /// Names or identifiers.
  case keyword
  /// Whole numbers.
  case integer
  /// Numbers with a fraction.
  case decimal
  /// Days, perhaps with times.
  case date
  /// Yes or no.
  case boolean
}

extension Field {
  /// The name of the field's kind. It does not say whether a text is searched.
  public var type: FieldType {
    switch kind {
    case .text, .storedText: .text
    case .keyword: .keyword
    case .integer: .integer
    case .decimal: .decimal
    case .date: .date
    case .boolean: .boolean
    }
  }
}
