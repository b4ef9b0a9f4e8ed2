import Fihrist

/// What `fihrist get` prints, for people and for programs.
enum DocumentLines {
  /// The key, each stored value, and the values in columns of fields that are not shown yet.
  static func lines(_ document: IndexedDocument, for terminal: Terminal) -> [String] {
    var table = Table([("field", .left), ("value", .left)])
    table.append(["key", document.key.displayed])
    for field in document.fields { table.append([field.name.displayed, field.text.displayed]) }
    for column in document.columns {
      for value in column.values {
        table.append(["\(column.name.displayed) (column)", value.text.displayed])
      }
    }
    return Array(table.lines(for: terminal).dropFirst())
  }

  /// One object.
  static func json(_ document: IndexedDocument) -> JSON {
    [
      "key": .string(document.key),
      "fields": .object(members(document.fields)),
      "columns": .object(
        document.columns.map { column in
          JSON.Member(column.name, json(column.values))
        }),
    ]
  }

  /// A member for each field; a list if it has several values.
  private static func members(_ fields: [StoredField]) -> [JSON.Member] {
    var members: [JSON.Member] = []
    var start = fields.startIndex
    while start < fields.endIndex {
      let texts = fields[start...].prefix { $0.name == fields[start].name }.map(\.text)
      members.append(
        JSON.Member(
          fields[start].name,
          texts.count == 1 ? .string(texts[0]) : .array(texts.map(JSON.string))))
      start += texts.count
    }
    return members
  }

  /// A list of strings, or a value of another type.
  private static func json(_ values: [ColumnValue]) -> JSON {
    guard let first = values.first else { return .null }
    if case .keyword = first { return .array(values.map(JSON.init(value:))) }
    return JSON(value: first)
  }
}

extension JSON {
  /// A value of a column: dates as text.
  init(value: ColumnValue) {
    self =
      switch value {
      case .keyword, .date: .string(value.text)
      case .integer(let number): .integer(Int(number))
      case .decimal(let number): .number(number)
      case .boolean(let isTrue): .bool(isTrue)
      }
  }
}
