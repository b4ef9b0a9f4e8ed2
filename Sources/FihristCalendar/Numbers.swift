extension FixedWidthInteger {
  /// The quotient, rounded down also below zero; `divisor` is above zero.
  package func quotient(roundedDownBy divisor: Self) -> Self {
    let quotient = self / divisor
    return quotient * divisor > self ? quotient - 1 : quotient
  }
}

/// The form 2024-05-18, 2024-05 or 2024: four digits of the year, more where it has more.
func isoText(year: Int, month: Int? = nil, day: Int? = nil) -> String {
  String(decoding: isoBytes(year: year, month: month, day: day), as: UTF8.self)
}

/// The same in ASCII, with capacity for a time of day.
func isoBytes(year: Int, month: Int? = nil, day: Int? = nil) -> [UInt8] {
  var text: [UInt8] = []
  text.reserveCapacity(24)
  if year < 0 { text.append(UInt8(ascii: "-")) }
  append(abs(year), digits: 4, to: &text)
  if let month {
    text.append(UInt8(ascii: "-"))
    append(month, digits: 2, to: &text)
  }
  if let day {
    text.append(UInt8(ascii: "-"))
    append(day, digits: 2, to: &text)
  }
  return text
}

/// Appends a number of at least `digits` digits.
func append(_ number: Int, digits: Int, to text: inout [UInt8]) {
  if digits > 1 || number > 9 { append(number / 10, digits: digits - 1, to: &text) }
  text.append(UInt8(ascii: "0") + UInt8(number % 10))
}
