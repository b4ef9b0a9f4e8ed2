extension FixedWidthInteger {
  /// The quotient, rounded down also below zero; `divisor` is above zero.
  func quotient(roundedDownBy divisor: Self) -> Self {
    let quotient = self / divisor
    return quotient * divisor > self ? quotient - 1 : quotient
  }
}

/// The form 2024-05-18, 2024-05 or 2024: four digits of the year, more where it has more.
func isoText(year: Int, month: Int? = nil, day: Int? = nil) -> String {
  var text: [UInt8] = year < 0 ? [UInt8(ascii: "-")] : []
  append(abs(year), digits: 4, to: &text)
  for number in [month, day].compactMap(\.self) {
    text.append(UInt8(ascii: "-"))
    append(number, digits: 2, to: &text)
  }
  return String(decoding: text, as: UTF8.self)
}

/// Appends a number of at least `digits` digits.
func append(_ number: Int, digits: Int, to text: inout [UInt8]) {
  if digits > 1 || number > 9 { append(number / 10, digits: digits - 1, to: &text) }
  text.append(UInt8(ascii: "0") + UInt8(number % 10))
}
