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
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes of ``text``, UTF-8.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Appends the bytes of ``text``.
  ///
  /// - Parameter bytes: What they are appended to.
  public func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .number(let value): bytes += (value.isFinite ? "\(value)" : "null").utf8
    case .single(let value): bytes += (value.isFinite ? "\(value)" : "null").utf8
    case .string(let value): JSONString.append(value, to: &bytes)
    case .array(let values): Self.append(values, to: &bytes)
    case .object(let members): Self.append(members, to: &bytes)
    }
  }

  private static func append(_ values: [JSON], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      value.append(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func append(_ members: [Member], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONString.append(member.name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      member.value.append(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
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
