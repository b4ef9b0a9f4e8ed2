/// The names that schema files and manifests use for the kinds of fields.
package enum FieldType: String, CaseIterable, Sendable {
  case text, keyword, date
}

extension Field {
  /// The name of the field's kind. Whether a text is searched is said separately.
  package var type: FieldType {
    switch kind {
    case .text, .storedText: .text
    case .keyword: .keyword
    case .date: .date
    }
  }
}
