/// Makes the lines of text files end alike, and removes what no reader sees.
enum TextCleaning {
  /// `text`, UTF-8, with a line feed after every line and page (also where there was a carriage
  /// return, with or without a line feed, or a form feed), without NUL, and without soft hyphens
  /// (U+00AD), which would cut words.
  static func cleaned(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: isSuspect) else { return text }
    var clean: [UInt8] = []
    clean.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let byte = text[index]
      let next = index + 1 < text.count ? text[index + 1] : 0
      index += 1
      switch byte {
      case UInt8(ascii: "\r"):
        clean.append(UInt8(ascii: "\n"))
        if next == UInt8(ascii: "\n") { index += 1 }
      case 0x0C: clean.append(UInt8(ascii: "\n"))
      case 0: continue
      case 0xC2 where next == 0xAD: index += 1
      default: clean.append(byte)
      }
    }
    return clean
  }

  private static func isSuspect(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\r") || byte == 0x0C || byte == 0 || byte == 0xC2
  }
}
