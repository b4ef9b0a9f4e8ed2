import FihristFormat
import FihristTestSupport

@testable import FihristIndexing

/// What columns have of the texts that ``RandomText`` makes, found without the readers of numbers
/// and dates.
enum NaiveValues {
  /// The values of a document as text, in the order of a column.
  static func values(_ texts: [String], _ type: FieldType) -> [String] {
    guard type != .keyword else {
      let kept = Set(texts.filter { (1...1_024).contains($0.utf8.count) })
      return kept.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    let value = texts.lazy.compactMap { Self.value($0, type) }.first
    return value.map { [$0] } ?? []
  }

  private static func value(_ text: String, _ type: FieldType) -> String? {
    switch type {
    case .integer: Int64(text).map { "\($0)" }
    case .decimal: Double(text).map { "\($0)" }
    case .boolean: ["نعم": "true", "false": "false"][text]
    // A year is its first day; other dates are made in the form in which they are shown.
    case .date: Int(text) != nil ? text + "-01-01" : text.first?.isNumber == true ? text : nil
    case .text, .keyword: nil
    }
  }
}

extension SourceDocument {
  /// The texts of a field, in order.
  func texts(of field: String) -> [String] {
    (values[field].map { [$0] } ?? []) + (lists[field] ?? [])
  }
}
