import Fihrist

/// What `fihrist get` prints, for people.
enum DocumentLines {
  /// The key, each stored value, and the values in columns of fields that are not shown yet; on a
  /// terminal long values are wrapped.
  static func lines(_ document: IndexedDocument, for terminal: Terminal) -> [String] {
    var table = Table([("field", .left), ("value", .left)])
    table.append(["key", document.key.displayed])
    for field in document.fields { table.append([field.name.displayed, field.text.displayed]) }
    for column in document.columns {
      for value in column.values {
        table.append(["\(column.name.displayed) (column)", value.text.displayed])
      }
    }
    return Array(table.lines(for: terminal, widest: Terminal.widestLine).dropFirst())
  }
}
