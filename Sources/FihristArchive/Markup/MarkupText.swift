/// Text of markup as people see it.
enum MarkupText {
  /// `text` with single spaces, and none at its ends.
  static func collapsed(_ text: [UInt8]) -> String {
    var collapsed: [UInt8] = []
    for byte in text {
      if byte > 0x20 {
        collapsed.append(byte)
      } else if let last = collapsed.last, last != 0x20 {
        collapsed.append(0x20)
      }
    }
    if collapsed.last == 0x20 { collapsed.removeLast() }
    return String(decoding: collapsed, as: UTF8.self)
  }
}
