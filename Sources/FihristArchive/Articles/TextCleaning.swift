/// Makes the lines of text files end alike, and removes what no reader sees.
enum TextCleaning {
  /// `text`, UTF-8, with a line feed after every line and page (also where there was a carriage
  /// return, with or without a line feed, or a form feed), without NUL, and without soft hyphens
  /// (U+00AD), which would cut words. A word is joined that a soft hyphen, or the sign `¬` that
  /// programs for scans write instead, cuts at the end of a line.
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
      case 0xC2 where next == 0xAD: index = afterLineEnd(text, index + 1)
      case 0xC2 where next == 0xAC && cutsWord(text, index - 1):
        index = afterLineEnd(text, index + 1)
      default: clean.append(byte)
      }
    }
    return clean
  }

  /// The index after the line end at `index`; `index` if there is none.
  private static func afterLineEnd(_ text: [UInt8], _ index: Int) -> Int {
    var next = index
    if next < text.count, text[next] == UInt8(ascii: "\r") { next += 1 }
    return next < text.count && text[next] == UInt8(ascii: "\n") ? next + 1 : index
  }

  /// Whether the sign `¬` at `index` stands between a letter and a line end with a letter after it.
  private static func cutsWord(_ text: [UInt8], _ index: Int) -> Bool {
    let next = afterLineEnd(text, index + 2)
    return index > 0 && isLetter(text[index - 1]) && next > index + 2 && next < text.count
      && isLetter(text[next])
  }

  /// Whether a byte belongs to a letter, as all those beyond ASCII that matter here do.
  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isSuspect(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\r") || byte == 0x0C || byte == 0 || byte == 0xC2
  }
}
