/// The attributes of a tag.
struct MarkupAttributes {
  /// Their names in small letters, and where their values lie.
  private(set) var all: [(name: String, value: Range<Int>)] = []

  private let bytes: ByteView

  /// More attributes than this are not looked at.
  private static let limit = 100

  /// Reads the attributes of `tag`.
  init(_ bytes: ByteView, _ tag: MarkupTokenizer.Token) {
    self.bytes = bytes
    var index = tag.range.lowerBound
    let end = tag.range.upperBound
    while index < end, all.count < Self.limit {
      if bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: "/") {
        index += 1
        continue
      }
      let start = index
      while index < end, bytes[index] > 0x20, bytes[index] != UInt8(ascii: "=") { index += 1 }
      let name = bytes.string(start..<min(index, start + 64)).lowercased()
      let value = Self.value(bytes, &index, end)
      all.append((name, value))
      // A sign of equality without a name before it.
      if index == start { index += 1 }
    }
  }

  /// The value after ``index``, and the index after it; empty if there is none.
  private static func value(_ bytes: ByteView, _ index: inout Int, _ end: Int) -> Range<Int> {
    var next = index
    while next < end, bytes[next] <= 0x20 { next += 1 }
    guard next < end, bytes[next] == UInt8(ascii: "=") else { return index..<index }
    next += 1
    while next < end, bytes[next] <= 0x20 { next += 1 }
    guard next < end else {
      index = end
      return end..<end
    }
    if bytes[next] == UInt8(ascii: "\"") || bytes[next] == UInt8(ascii: "'") {
      let close = bytes.firstIndex(of: bytes[next], in: next + 1..<end)
      index = min(close + 1, end)
      return next + 1..<close
    }
    let start = next
    while next < end, bytes[next] > 0x20 { next += 1 }
    index = next
    return start..<next
  }

  /// The value of the attribute `name`, with its entities as they are; nil if there is none.
  func range(_ name: String) -> Range<Int>? { all.first { $0.name == name }?.value }

  /// The text of the attribute `name`, trimmed; empty if there is none.
  subscript(_ name: String) -> String {
    guard let range = range(name) else { return "" }
    var text: [UInt8] = []
    MarkupEntity.append(bytes, range, to: &text)
    return MarkupText.collapsed(text)
  }
}
