internal import FihristCalendar
package import FihristFormat

extension ColumnNumber {
  /// What `text` is in the column of `field`, which is not a keyword; nil if it is not such a
  /// value.
  package static func number(_ text: String, _ field: Field) -> Int64? {
    switch field.type {
    case .integer: number(ofInteger: text)
    case .decimal: number(ofDecimal: text)
    case .boolean: number(ofBoolean: text)
    case .date: WrittenDate(text, settings: DateSettings(field))?.span.start
    case .text, .keyword: nil
    }
  }
}
