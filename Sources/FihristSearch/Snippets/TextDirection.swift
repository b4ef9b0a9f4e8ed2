/// The direction in which a text is read.
public enum TextDirection: String, Sendable, Hashable, Codable {
  /// From left to right.
  case leftToRight = "ltr"
  /// From right to left.
  case rightToLeft = "rtl"

  /// The direction of `text` by the majority of its letters; from right to left if as many are of
  /// either kind, or if it has none.
  ///
  /// The first letter alone would turn `CSS: مغامرة` around. Digits, marks and punctuation do not
  /// count.
  ///
  /// - Complexity: O(length of `text`).
  public init(of text: some StringProtocol) {
    var balance = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A: balance -= 1
      case 0..<0xC0: break
      // The letters of Arabic texts, without asking for their properties.
      case 0x0621...0x063A, 0x0641...0x064A, 0x0671...0x06D3: balance += 1
      default:
        guard scalar.properties.isAlphabetic, !Self.isMark(scalar) else { continue }
        balance += Self.isRightToLeft(scalar.value) ? 1 : -1
      }
    }
    self = balance < 0 ? .leftToRight : .rightToLeft
  }

  /// Hebrew, Arabic and their neighbors, with the presentation forms.
  private static func isRightToLeft(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}
