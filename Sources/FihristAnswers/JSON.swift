/// A JSON value that is written with its members in the order in which they were given.
///
/// The JSON formats are a contract, and people read them too, so members are in the documented
/// order and not in that of a hash table.
public enum JSON: Sendable, Hashable {
  /// A member of an object.
  public struct Member: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: JSON

    /// Makes the member `name` with `value`.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// Nothing.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// The shortest digits that read back as the same number; `null` if it is not finite.
  case number(Double)
  /// The shortest digits that read back as the same single-precision number.
  case single(Float)
  /// A text.
  case string(String)
  /// Values in their order.
  case array([JSON])
  /// Members in their order.
  case object([Member])

  /// A string, or `null` if there is none.
  public init(_ text: String?) {
    self = text.map(JSON.string) ?? .null
  }

  /// The value on one line, without a line end.
  public var text: String {
    var text = ""
    append(to: &text)
    return text
  }

  private func append(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? "\(value)" : "null"
    case .single(let value): text += value.isFinite ? "\(value)" : "null"
    case .string(let value): Self.append(quoted: value, to: &text)
    case .array(let values): append(values, to: &text)
    case .object(let members): append(members, to: &text)
    }
  }

  private func append(_ values: [JSON], to text: inout String) {
    text += "["
    for (index, value) in values.enumerated() {
      if index > 0 { text += "," }
      value.append(to: &text)
    }
    text += "]"
  }

  private func append(_ members: [Member], to text: inout String) {
    text += "{"
    for (index, member) in members.enumerated() {
      if index > 0 { text += "," }
      Self.append(quoted: member.name, to: &text)
      text += ":"
      member.value.append(to: &text)
    }
    text += "}"
  }

  /// Letters are not escaped; characters that JSON forbids inside a string are, and so are terminal
  /// controls.
  private static func append(quoted value: String, to text: inout String) {
    text += "\""
    if value.utf8.contains(where: mayNeedEscape) {
      for scalar in value.unicodeScalars { append(scalar, to: &text) }
    } else {
      text += value
    }
    text += "\""
  }

  /// Whether a byte may belong to a character that is escaped: all of them are ASCII, or start with
  /// one of two bytes (U+0080 to U+00BF, U+2000 to U+2FFF).
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x5C, 0x7F, 0xC2, 0xE2: true
    default: false
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case _ where scalar.isTerminalControl:
      let digits = String(scalar.value, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: text.unicodeScalars.append(scalar)
    }
  }
}

extension JSON: ExpressibleByDictionaryLiteral {
  /// Makes an object.
  public init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }
}

extension JSON: ExpressibleByStringLiteral {
  /// Makes a string.
  public init(stringLiteral value: String) {
    self = .string(value)
  }
}
