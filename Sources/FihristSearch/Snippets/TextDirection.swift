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
    let balance = text.utf8.withContiguousStorageIfAvailable { unsafe Self.balance(of: $0) }
    self = balance ?? Self.balance(of: text.unicodeScalars) < 0 ? .leftToRight : .rightToLeft
  }

  /// How many letters more are read from right to left than from left to right.
  private static func balance(of scalars: some Sequence<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + value(of: $1) }
  }

  /// The same for well-formed UTF-8; most letters are told apart by their bytes.
  private static func balance(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var (balance, index) = (0, 0)
    while index < text.count {
      let lead = unsafe text[index]
      if lead < 0x80 {
        if (lead | 0x20) &- 0x61 < 26 { balance -= 1 }
        index += 1
        continue
      }
      let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      guard index + count <= text.count else { break }
      var scalar = UInt32(lead) & (0x7F >> UInt32(count))
      for offset in 1..<count { scalar = unsafe scalar << 6 | UInt32(text[index + offset] & 0x3F) }
      balance += Unicode.Scalar(scalar).map(value) ?? 0
      index += count
    }
    return balance
  }

  /// 1 for a letter that is read from right to left, -1 for one from left to right, else 0.
  @inline(__always)
  private static func value(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A: return -1
    case 0..<0xC0: return 0
    // The letters of Arabic texts, without asking for their properties.
    case 0x0621...0x063A, 0x0641...0x064A, 0x0671...0x06D3: return 1
    default:
      guard scalar.properties.isAlphabetic, !isMark(scalar) else { return 0 }
      return isRightToLeft(scalar.value) ? 1 : -1
    }
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
