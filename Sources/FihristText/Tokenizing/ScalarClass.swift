/// The properties of a scalar in the Unicode Standard, as far as word boundaries need them.
enum ScalarClass: UInt8 {
  /// White space, punctuation, symbols, and unassigned scalars.
  case other = 0
  /// A letter of an alphabet, an abjad or a syllabary (also letter-like marks and numbers).
  case letter = 1
  /// A decimal digit of any script.
  case digit = 2
  /// A combining mark.
  case mark = 3
  /// A format control, such as a direction mark.
  case control = 4
  /// A Han or Hiragana character: scripts that write no spaces.
  case ideograph = 5
  case katakana = 6
  /// A letter or mark of Thai, Lao, Khmer, Burmese…: no spaces, and words of several letters.
  case southeastAsian = 7
  case hebrew = 8

  /// The class of `scalar`, by binary search; for the rare scalars that no small table covers.
  static func of(_ scalar: UInt32) -> ScalarClass {
    guard scalar >= 0x80 else { return ofASCII(scalar) }
    var low = 0
    var high = changes.count
    // changes[low] starts at or before `scalar`, changes[high] after it.
    while high - low > 1 {
      let middle = (low + high) / 2
      if changes[middle] >> 4 <= scalar { low = middle } else { high = middle }
    }
    return ScalarClass(rawValue: UInt8(changes[low] & 0xF)) ?? .other
  }

  private static func ofASCII(_ scalar: UInt32) -> ScalarClass {
    switch scalar {
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A: .letter
    default: .other
    }
  }
}
