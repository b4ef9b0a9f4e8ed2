/// Days and times as texts, in the Gregorian calendar and in UTC.
enum ArrowTime {
  /// A time since 1970 as `2024-05-18T10:20:30`.
  static func text(_ time: Int, perSecond: Int) -> String {
    let whole = quotient(time, perSecond)
    let day = quotient(whole, 86_400)
    let second = whole - day * 86_400
    let parts = [second / 3_600, second / 60 % 60, second % 60]
    return Self.day(day) + "T" + parts.map { padded($0, 2) }.joined(separator: ":")
  }

  /// A day, counted from 1970-01-01, as `2024-05-18`.
  ///
  /// Years are taken to start in March, so that the day that leap years have more is their last.
  static func day(_ number: Int) -> String {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let inEra = shifted - era * 146_097
    let yearOfEra = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
    let dayOfYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let isNextYear = month >= 10
    let year = yearOfEra + era * 400 + (isNextYear ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month + (isNextYear ? -9 : 3), 2))-\(padded(day, 2))"
  }

  /// The quotient, rounded down.
  private static func quotient(_ number: Int, _ divisor: Int) -> Int {
    number % divisor < 0 ? number / divisor - 1 : number / divisor
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
