/// Reads JSON (RFC 8259) into a tree.
struct JSONParser {
  /// Why a text is not JSON.
  struct Problem: Error {
    /// Where, in bytes from 0.
    var offset: Int
    var reason: String
  }

  /// Deeper texts are refused: reading takes stack for each level.
  static let maximumDepth = 100

  private let bytes: [UInt8]
  private var offset = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// Reads `text`.
  ///
  /// - Throws: ``Problem``.
  static func tree(of text: String) throws(Problem) -> JSONTree {
    var parser = JSONParser(text)
    let tree = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.offset == parser.bytes.count else {
      throw parser.problem("something follows its end")
    }
    return tree
  }

  private func problem(_ reason: String) -> Problem { Problem(offset: offset, reason: reason) }

  private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private mutating func take(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) throws(Problem) -> JSONTree {
    guard depth < Self.maximumDepth else {
      throw problem("it has more than \(Self.maximumDepth) levels")
    }
    skipBlanks()
    switch byte {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case .some(UInt8(ascii: "-")), .some(0x30...0x39): return .number(try number())
    default: throw problem("a value is missing")
    }
  }

  private mutating func word(_ word: String, _ value: JSONTree) throws(Problem) -> JSONTree {
    guard bytes[offset...].starts(with: word.utf8) else { throw problem("a value is missing") }
    offset += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(Problem) -> [String: JSONTree] {
    offset += 1
    var members: [String: JSONTree] = [:]
    skipBlanks()
    if take(UInt8(ascii: "}")) { return members }
    while true {
      skipBlanks()
      guard byte == UInt8(ascii: "\"") else { throw problem("the name of a member is missing") }
      let name = try string()
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw problem("a colon is missing") }
      members[name] = try value(depth: depth + 1)
      skipBlanks()
      if take(UInt8(ascii: "}")) { return members }
      guard take(UInt8(ascii: ",")) else { throw problem("a comma or a brace is missing") }
    }
  }

  private mutating func array(depth: Int) throws(Problem) -> [JSONTree] {
    offset += 1
    var elements: [JSONTree] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return elements }
      guard take(UInt8(ascii: ",")) else { throw problem("a comma or a bracket is missing") }
    }
  }

  /// A number as it is written: RFC 8259 has no leading zeros, plus signs or bare points.
  private mutating func number() throws(Problem) -> String {
    let start = offset
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits() throws(Problem) {
    let start = offset
    while let byte, 0x30...0x39 ~= byte { offset += 1 }
    if offset == start { throw problem("a digit is missing") }
  }
}

// MARK: Strings

extension JSONParser {
  private mutating func string() throws(Problem) -> String {
    offset += 1
    let start = offset
    // Most strings have no escapes.
    while let byte, byte != 0x22, byte != 0x5C, byte >= 0x20 { offset += 1 }
    var text = String(decoding: bytes[start..<offset], as: UTF8.self)
    while true {
      let plain = offset
      while let byte, byte != 0x22, byte != 0x5C, byte >= 0x20 { offset += 1 }
      if plain < offset { text += String(decoding: bytes[plain..<offset], as: UTF8.self) }
      if take(0x22) { return text }
      guard take(0x5C) else { throw problem("a string has no end") }
      text.unicodeScalars.append(try escaped())
    }
  }

  private mutating func escaped() throws(Problem) -> Unicode.Scalar {
    guard let byte else { throw problem("a string has no end") }
    offset += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicode()
    default: throw problem("an escape is unknown")
    }
  }

  /// A character by its number, of two halves outside the basic plane; a half alone is U+FFFD.
  private mutating func unicode() throws(Problem) -> Unicode.Scalar {
    let first = try unit()
    guard 0xD800...0xDBFF ~= first, bytes[offset...].starts(with: [0x5C, 0x75]) else {
      return Unicode.Scalar(first) ?? "\u{FFFD}"
    }
    let start = offset
    offset += 2
    let second = try unit()
    guard 0xDC00...0xDFFF ~= second else {
      offset = start
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func unit() throws(Problem) -> UInt32 {
    let digits = bytes[offset...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw problem("an escape is not complete") }
    offset += 4
    return unit
  }
}
