extension Unicode.Scalar {
  /// Whether the character is written from right to left: Hebrew, Arabic and their neighbours,
  /// with the presentation forms.
  var isRightToLeft: Bool {
    switch value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  /// How many columns of a terminal the character takes: marks and format controls none.
  var columnCount: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Whether the character could move the cursor, recolour the screen or turn the line around.
  fileprivate var isTerminalControl: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension String {
  /// How many columns of a terminal the text takes.
  var columnCount: Int {
    unicodeScalars.reduce(0) { $0 + $1.columnCount }
  }

  /// The text on one line, with nothing in it that a terminal would obey: documents come from
  /// anywhere, and an escape sequence in a title must not reach the screen.
  var displayed: String {
    guard unicodeScalars.contains(where: \.isTerminalControl) else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars { text.append(scalar.isTerminalControl ? " " : scalar) }
    return String(text)
  }

  /// The text filled up with blanks to `width` columns.
  func padded(to width: Int, atEnd: Bool = true) -> String {
    let blanks = String(repeating: " ", count: Swift.max(0, width - columnCount))
    return atEnd ? self + blanks : blanks + self
  }
}
