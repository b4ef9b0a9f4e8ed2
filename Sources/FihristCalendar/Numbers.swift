extension FixedWidthInteger {
  /// The quotient, rounded down also below zero; `divisor` is above zero.
  func quotient(roundedDownBy divisor: Self) -> Self {
    let quotient = self / divisor
    return quotient * divisor > self ? quotient - 1 : quotient
  }
}

/// The form 2024-05-18, 2024-05 or 2024: four digits of the year, more where it has more.
func isoText(year: Int, month: Int? = nil, day: Int? = nil) -> String {
  var text = (year < 0 ? "-" : "") + padded(abs(year), to: 4)
  if let month { text += "-" + padded(month, to: 2) }
  if let day { text += "-" + padded(day, to: 2) }
  return text
}

/// A number of at least `count` digits.
func padded(_ number: Int, to count: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, count - text.count)) + text
}
