/// What the numbers in columns stand for: every value is an `Int64` whose order is the order of
/// the values.
package enum ColumnNumber {
  /// The number of a decimal value; nil if that is not finite.
  ///
  /// The bits of an IEEE 754 number above 0 are in its order; those of a number below 0 are turned
  /// around. There is one zero.
  package static func number(of decimal: Double) -> Int64? {
    guard decimal.isFinite else { return nil }
    let bits = Int64(bitPattern: (decimal == 0 ? 0 : decimal).bitPattern)
    return bits < 0 ? bits ^ .max : bits
  }

  /// The decimal value of a number.
  package static func decimal(of number: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: number < 0 ? number ^ .max : number))
  }

  /// The number of an integer as people and programs write it: a sign and digits, of Arabic too,
  /// and perhaps a fraction of zeros; nil if `text` is not such a one.
  package static func number(ofInteger text: String) -> Int64? {
    guard let plain = plainDigits(text) else { return nil }
    if let number = Int64(plain) { return number }
    // Not by way of a `Double`, which has 53 bits.
    if let dot = plain.firstIndex(of: "."), plain[dot...].dropFirst().allSatisfy({ $0 == "0" }) {
      return Int64(plain[..<dot])
    }
    guard let decimal = Double(plain), decimal == decimal.rounded() else { return nil }
    return Int64(exactly: decimal)
  }

  /// The number of a decimal value as people and programs write it; nil if `text` is not one.
  package static func number(ofDecimal text: String) -> Int64? {
    guard let plain = plainDigits(text), let decimal = Double(plain) else { return nil }
    return number(of: decimal)
  }

  /// 1 or 0 for yes or no; nil if `text` says neither.
  package static func number(ofBoolean text: String) -> Int64? {
    switch text.lowercased() {
    case "true", "yes", "1", "نعم": 1
    case "false", "no", "0", "لا": 0
    default: nil
    }
  }

  /// `text` with ASCII digits, without spaces around it; nil if it has a letter other than the
  /// exponent's, so that neither `nan` nor `0x1F` is a number.
  private static func plainDigits(_ text: String) -> String? {
    var plain = ""
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\t", "\u{A0}":
        pendingSpace = !plain.isEmpty
        continue
      case _ where pendingSpace: return nil
      case "0"..."9", "+", "-", ".", "e", "E": plain.unicodeScalars.append(scalar)
      case "\u{0660}"..."\u{0669}": plain.append(String(scalar.value - 0x0660))
      case "\u{06F0}"..."\u{06F9}": plain.append(String(scalar.value - 0x06F0))
      case "\u{066B}": plain.append(".")
      case "\u{2212}": plain.append("-")
      // Marks of direction come along when numbers are copied out of Arabic text.
      case "\u{200E}", "\u{200F}", "\u{061C}": continue
      default: return nil
      }
    }
    return plain.isEmpty ? nil : plain
  }
}
