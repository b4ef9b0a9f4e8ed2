internal import FihristCalendar
package import FihristFormat

extension ColumnNumber {
  /// What `text` is in a column of `type`, which is not a keyword; nil if it is not such a value.
  package static func number(_ text: String, _ type: FieldType) -> Int64? {
    switch type {
    case .integer: number(ofInteger: text)
    case .decimal: number(ofDecimal: text)
    case .boolean: number(ofBoolean: text)
    case .date: WrittenDate(text)?.span.start
    case .text, .keyword: nil
    }
  }
}
