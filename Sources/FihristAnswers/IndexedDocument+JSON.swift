public import Fihrist

extension IndexedDocument {
  /// One object, as `fihrist get --json` prints it: stored fields and columns apart.
  public var json: JSON {
    [
      "key": .string(key), "fields": JSON(fields: fields),
      "columns": .object(
        columns.map { column in JSON.Member(column.name, Self.json(column.values)) }),
    ]
  }

  /// One object, as `fihrist export` writes it: the key, and what is kept of each field.
  ///
  /// - Parameter names: The fields, in the order of members.
  public func json(of names: [String]) -> JSON {
    var members = [JSON.Member("key", .string(key))]
    for name in names {
      let values = texts(of: name)
      guard let first = values.first else { continue }
      members.append(
        JSON.Member(name, values.count == 1 ? .string(first) : .array(values.map { .string($0) })))
    }
    return .object(members)
  }

  /// What is stored of a field, or without that what its column has.
  public func texts(of name: String) -> [String] {
    let stored = fields.filter { $0.name == name }.map(\.text)
    guard stored.isEmpty else { return stored }
    return columns.first { $0.name == name }?.values.map(\.text) ?? []
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
  public init(value: ColumnValue) {
    self =
      switch value {
      case .keyword, .date: .string(value.text)
      case .integer(let number): .integer(Int(number))
      case .decimal(let number): .number(number)
      case .boolean(let isTrue): .bool(isTrue)
      }
  }
}
