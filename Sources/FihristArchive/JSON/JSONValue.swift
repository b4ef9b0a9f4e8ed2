/// A JSON value in memory, for small files such as schemas.
indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  /// A number, as written.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// The members in their order.
  case object([(name: String, value: JSONValue)])

  /// Reads `bytes`, which hold one value and white space around it.
  init(_ bytes: ByteView) throws(JSONProblem) {
    var cursor = JSONCursor(bytes, 0..<bytes.count)
    cursor.skipSpace()
    self = try Self.value(&cursor, depth: 0)
    cursor.skipSpace()
    if cursor.index < cursor.end { throw cursor.problem(.trailing) }
  }

  /// What kind of value it is, with its article.
  var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  private static func value(
    _ cursor: inout JSONCursor, depth: Int
  ) throws(JSONProblem) -> JSONValue {
    switch cursor.next {
    case UInt8(ascii: "{"):
      var members = try cursor.members(depth: depth)
      var all: [(name: String, value: JSONValue)] = []
      while let (name, element) = try members.next(&cursor) {
        all.append((text(name, cursor.bytes), try value(of: element, &cursor, depth: depth)))
      }
      return .object(all)
    case UInt8(ascii: "["):
      var elements = try cursor.elements(depth: depth)
      var all: [JSONValue] = []
      while let element = try elements.next(&cursor) {
        all.append(try value(of: element, &cursor, depth: depth))
      }
      return .array(all)
    default:
      return try value(of: cursor.value(depth: depth), &cursor, depth: depth)
    }
  }

  /// Makes a value from a position of the cursor.
  private static func value(
    of element: JSONCursor.Value, _ cursor: inout JSONCursor, depth: Int
  ) throws(JSONProblem) -> JSONValue {
    switch element {
    case .null: return .null
    case .string(let content): return .string(text(content, cursor.bytes))
    case .scalar(let range):
      let written = cursor.bytes.string(range)
      return written == "true" || written == "false" ? .bool(written == "true") : .number(written)
    case .array(let range), .object(let range):
      var inner = JSONCursor(cursor.bytes, range)
      return try value(&inner, depth: depth + 1)
    }
  }

  private static func text(_ content: JSONCursor.Content, _ bytes: ByteView) -> String {
    var text: [UInt8] = []
    _ = JSONText.append(content, of: bytes, isUTF8: false, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
