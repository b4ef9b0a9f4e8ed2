/// Writes strings in JSON.
enum JSONString {
  /// Appends `value` in quotes.
  ///
  /// Letters are not escaped; characters that JSON forbids inside a string are, and so are terminal
  /// controls.
  static func append(_ value: String, to bytes: inout [UInt8]) {
    var value = value
    bytes.append(UInt8(ascii: "\""))
    value.withUTF8 { text in
      var (written, index) = (0, 0)
      while index < text.count {
        let byte = unsafe text[index]
        guard mayNeedEscape(byte) else {
          index += 1
          continue
        }
        let (scalar, count) = unsafe scalar(text, at: index)
        if let escape = escape(scalar) {
          unsafe bytes.append(contentsOf: text[written..<index])
          bytes += escape.utf8
          written = index + count
        }
        index += count
      }
      unsafe bytes.append(contentsOf: text[written...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte may start a character that is escaped: all of them are ASCII, or start with
  /// one of two bytes (U+0080 to U+00BF, U+2000 to U+2FFF).
  @inline(__always)
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x5C, 0x7F, 0xC2, 0xE2: true
    default: false
    }
  }

  /// The scalar at `index` of a text, which is one of ASCII or starts with C2 or E2, and how many
  /// bytes it has.
  private static func scalar(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar, byteCount: Int) {
    let lead = unsafe text[index]
    guard lead >= 0x80 else { return (Unicode.Scalar(lead), 1) }
    let second = unsafe UInt32(text[index + 1] & 0x3F)
    guard lead == 0xE2 else { return (Unicode.Scalar(UInt8(0x80 | second)), 2) }
    let value = unsafe 0x2000 | second << 6 | UInt32(text[index + 2] & 0x3F)
    return (Unicode.Scalar(value) ?? "\u{FFFD}", 3)
  }

  /// What stands for `scalar`; nil for itself.
  private static func escape(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      guard scalar.isTerminalControl else { return nil }
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
