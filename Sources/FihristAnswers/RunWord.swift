/// A key as runs and test collections write it: as it is, unless it has white space or control
/// characters. Those, and the percent signs of such a key, are written as `%20`, `%25`…, one for
/// each byte of UTF-8.
public struct RunWord: Sendable, Hashable {
  /// What is written.
  public let text: String

  /// Takes a key.
  public init(_ key: String) {
    guard key.unicodeScalars.contains(where: Self.breaks) else {
      text = key
      return
    }
    var word = ""
    for scalar in key.unicodeScalars {
      guard scalar == "%" || Self.breaks(scalar) else {
        word.unicodeScalars.append(scalar)
        continue
      }
      for byte in String(scalar).utf8 {
        let digits = String(byte, radix: 16, uppercase: true)
        word += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    text = word
  }

  /// Whether `scalar` would end a word or control a terminal.
  public static func breaks(_ scalar: Unicode.Scalar) -> Bool {
    // Nearly all keys are of these, and the properties of letters are looked up in tables.
    if "!"..."~" ~= scalar { return false }
    return scalar.properties.isWhitespace || scalar.isTerminalControl
  }
}
