internal import FihristFormat
internal import FihristIndexing

/// Why a value has no part in the column of its field.
enum ValueProblem {
  /// What to tell the user about `text` as a value of `field`, which is neither text nor a date;
  /// nil if its column can hold it, or there is nothing.
  static func message(_ text: [UInt8], of field: Field) -> String? {
    guard field.hasColumn, !text.isEmpty else { return nil }
    guard field.type != .keyword else {
      let limit = FormatLimits.valueByteCount
      guard text.count > limit else { return nil }
      return "a value of \"\(field.name)\" has \(text.count) bytes, and a column takes "
        + "\(limit); \(rest(field))"
    }
    let written = String(decoding: text, as: UTF8.self)
    guard ColumnNumber.number(written, field) == nil else { return nil }
    let excerpt = written.count > 60 ? written.prefix(60) + "…" : written[...]
    let kind =
      switch field.type {
      case .integer: "a whole number"
      case .decimal: "a number"
      default: "true or false"
      }
    return "the value \"\(excerpt)\" of \"\(field.name)\" is not \(kind); \(rest(field))"
  }

  /// What to tell about a field with more values than its column takes.
  static func message(valueCount: Int, of field: Field) -> String? {
    guard field.hasColumn, field.type != .keyword, valueCount > 1 else { return nil }
    return "\"\(field.name)\" has \(valueCount) values, and its column takes the first"
  }

  private static func rest(_ field: Field) -> String {
    field.isStored ? "it is stored as written" : "it is left out"
  }
}
