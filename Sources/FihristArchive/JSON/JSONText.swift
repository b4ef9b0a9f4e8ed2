/// Turns a string's content into text: resolves escapes and replaces invalid UTF-8.
enum JSONText {
  /// Adds the text of `content` to `target`.
  ///
  /// - Parameters:
  ///   - content: A string whose escapes a ``JSONCursor`` has checked.
  ///   - isUTF8: Whether the bytes are known to be UTF-8.
  /// - Returns: What had to be replaced.
  static func append(
    _ content: JSONCursor.Content, of bytes: ByteView, isUTF8: Bool, to target: inout [UInt8]
  ) -> Replacements {
    var replacements = Replacements()
    var index = content.range.lowerBound
    let end = content.range.upperBound
    while index < end {
      let plainEnd =
        content.hasEscapes ? bytes.firstIndex(of: UInt8(ascii: "\\"), in: index..<end) : end
      if isUTF8 {
        unsafe target.append(contentsOf: bytes.buffer(index..<plainEnd))
      } else {
        replacements.characters += UTF8Repair.append(bytes, index..<plainEnd, to: &target)
      }
      index = plainEnd
      if index < end {
        replacements.halves += appendEscape(in: bytes, at: &index, end: end, to: &target)
      }
    }
    return replacements
  }

  /// Adds what the escape at `index` stands for and steps over it.
  ///
  /// - Returns: 1 if it is half of a pair, else 0.
  private static func appendEscape(
    in bytes: ByteView, at index: inout Int, end: Int, to target: inout [UInt8]
  ) -> Int {
    let kind = bytes[index + 1]
    guard kind == UInt8(ascii: "u") else {
      target.append(simple(kind))
      index += 2
      return 0
    }
    let unit = codeUnit(bytes, at: index + 2)
    index += 6
    if unit & 0xF800 != 0xD800 {
      appendScalar(unit, to: &target)
      return 0
    }
    // A high surrogate needs a low one directly after it.
    if unit < 0xDC00, index + 6 <= end, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    {
      let low = codeUnit(bytes, at: index + 2)
      if low & 0xFC00 == 0xDC00 {
        index += 6
        appendScalar(0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF), to: &target)
        return 0
      }
    }
    target.append(contentsOf: UTF8Repair.replacement)
    return 1
  }

  private static func simple(_ kind: UInt8) -> UInt8 {
    switch kind {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: kind
    }
  }

  private static func codeUnit(_ bytes: ByteView, at index: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 << 4 | (HexDigit.value(bytes[index + $1]) ?? 0) }
  }

  private static func appendScalar(_ value: UInt32, to target: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(value) else { return }
    target.append(contentsOf: Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter))
  }
}
