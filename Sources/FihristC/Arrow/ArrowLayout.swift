internal import CFihrist

/// How the values of a column lie in memory, as its format string says.
indirect enum ArrowLayout {
  /// Only nulls.
  case nothing
  case boolean
  case signed(bytes: Int)
  case unsigned(bytes: Int)
  case single
  case double
  /// Days, or milliseconds, since 1970.
  case days
  case milliseconds
  /// So many units a second since 1970.
  case timestamp(perSecond: Int64)
  /// Texts or bytes with offsets of so many bytes.
  case texts(offsetBytes: Int)
  /// Texts or bytes as views of 16 bytes.
  case textViews
  /// Numbers of values in a dictionary.
  case dictionary(ArrowLayout, values: ArrowLayout)
  /// Lists with offsets of so many bytes.
  case lists(offsetBytes: Int, ArrowLayout)
  /// Lists with an offset and a length of so many bytes each.
  case listViews(offsetBytes: Int, ArrowLayout)
  /// Lists of so many values each.
  case fixedLists(count: Int, ArrowLayout)

  /// Reads the description of a column.
  ///
  /// - Throws: ``CallError`` that names the column, for a type that cannot be indexed.
  init(_ schema: ArrowSchema, column: String, depth: Int = 0) throws {
    guard depth < 8, let text = unsafe schema.format else {
      throw Self.unsupported("?", column)
    }
    let format = unsafe String(cString: text)
    if let values = unsafe schema.dictionary {
      self = .dictionary(
        try Self.plain(format, column),
        values: unsafe try ArrowLayout(values.pointee, column: column, depth: depth + 1))
      return
    }
    guard format.hasPrefix("+") else {
      self = try Self.plain(format, column)
      return
    }
    guard unsafe schema.n_children == 1, let child = unsafe schema.children?[0] else {
      throw Self.unsupported(format, column)
    }
    let values = unsafe try ArrowLayout(child.pointee, column: column, depth: depth + 1)
    switch format {
    case "+l": self = .lists(offsetBytes: 4, values)
    case "+L": self = .lists(offsetBytes: 8, values)
    case "+vl": self = .listViews(offsetBytes: 4, values)
    case "+vL": self = .listViews(offsetBytes: 8, values)
    default:
      guard format.hasPrefix("+w:"), let count = Int(format.dropFirst(3)), count >= 0 else {
        throw Self.unsupported(format, column)
      }
      self = .fixedLists(count: count, values)
    }
  }

  private static func plain(_ format: String, _ column: String) throws -> ArrowLayout {
    switch format {
    case "n": .nothing
    case "b": .boolean
    case "c": .signed(bytes: 1)
    case "C": .unsigned(bytes: 1)
    case "s": .signed(bytes: 2)
    case "S": .unsigned(bytes: 2)
    case "i": .signed(bytes: 4)
    case "I": .unsigned(bytes: 4)
    case "l": .signed(bytes: 8)
    case "L": .unsigned(bytes: 8)
    case "f": .single
    case "g": .double
    case "tdD": .days
    case "tdm": .milliseconds
    case "u", "z": .texts(offsetBytes: 4)
    case "U", "Z": .texts(offsetBytes: 8)
    case "vu", "vz": .textViews
    default: try timestamp(format, column)
    }
  }

  private static func timestamp(_ format: String, _ column: String) throws -> ArrowLayout {
    switch format.prefix(4) {
    case "tss:": .timestamp(perSecond: 1)
    case "tsm:": .timestamp(perSecond: 1_000)
    case "tsu:": .timestamp(perSecond: 1_000_000)
    case "tsn:": .timestamp(perSecond: 1_000_000_000)
    default: throw unsupported(format, column)
    }
  }

  private static func unsupported(_ format: String, _ column: String) -> CallError {
    CallError(
      "the column '\(column)'", "its type, '\(format)' in Arrow, cannot be indexed",
      advice: "cast it to strings, numbers, dates, or lists of these")
  }
}
