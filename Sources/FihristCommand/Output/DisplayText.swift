import FihristAnswers
import FihristArchive

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

  /// Whether the character hides a byte of an argument.
  fileprivate var isHiddenByte: Bool { InputPath.hiddenByte(self) != nil }
}

extension String {
  /// The start of a text that is too long for a sentence.
  var excerpt: String { count > 60 ? prefix(60) + "…" : self }

  /// How many columns of a terminal the text takes.
  var columnCount: Int {
    unicodeScalars.reduce(0) { $0 + $1.columnCount }
  }

  /// The text on one line, without control sequences of terminals: documents may come from
  /// anywhere, and an escape sequence in a title must not reach the screen. Bytes of arguments that
  /// are not UTF-8 are spelled as `InputPath` spells them.
  var displayed: String {
    guard unicodeScalars.contains(where: { $0.isTerminalControl || $0.isHiddenByte }) else {
      return self
    }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let byte = InputPath.hiddenByte(scalar) {
        text.append(contentsOf: InputPath.escape(byte).unicodeScalars)
      } else {
        text.append(scalar.isTerminalControl ? " " : scalar)
      }
    }
    return String(text)
  }

  /// The text as it may go to a terminal, whatever the command put into it: of control characters
  /// only line ends, tabs, and what the tool itself writes, the three sequences for weight and the
  /// isolates around right-to-left text. The others are shown as spaces.
  var filteredForTerminal: String {
    guard unicodeScalars.contains(where: { $0.isTerminalControl && $0 != "\n" }) else {
      return self
    }
    var text = String.UnicodeScalarView()
    var rest = unicodeScalars[...]
    while let scalar = rest.first {
      let style = Terminal.styles.first { rest.starts(with: $0.unicodeScalars) }
      if let style {
        text.append(contentsOf: style.unicodeScalars)
        rest = rest.dropFirst(style.unicodeScalars.count)
        continue
      }
      let isOwn = ["\n", "\t", "\u{2068}", "\u{2069}"].contains(scalar)
      text.append(scalar.isTerminalControl && !isOwn ? " " : scalar)
      rest = rest.dropFirst()
    }
    return String(text)
  }

  /// The text padded with spaces to `width` columns.
  func padded(to width: Int, atEnd: Bool = true) -> String {
    let blanks = String(repeating: " ", count: Swift.max(0, width - columnCount))
    return atEnd ? self + blanks : blanks + self
  }
}
