/// A day of the Gregorian calendar, before 1582 too.
package struct GregorianDay: Hashable, Sendable, Comparable {
  /// The year, 1 to 9999.
  package let year: Int
  /// The month, 1 to 12.
  package let month: Int
  /// The day of the month, from 1.
  package let day: Int

  /// Makes a day, or nil if the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...days[month - 1]).contains(day) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day in UTC of a moment, counted in seconds since the start of 1970; nil if its year is not
  /// one of 1 to 9999.
  package init?(secondsSince1970 seconds: Int64) {
    // Years that start in March have the leap day at the end, and eras of 400 years have 146,097
    // days each: the algorithm of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
    // (2013).
    let days = Self.quotient(of: seconds, by: 86_400) + 719_468
    let era = Self.quotient(of: days, by: 146_097)
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
    self.init(
      year: Int(year), month: Int(month < 10 ? month + 3 : month - 9),
      day: Int(dayOfYear - (153 * month + 2) / 5 + 1))
  }

  /// The day in UTC of a moment, counted in milliseconds since the start of 1970.
  package init?(millisecondsSince1970 milliseconds: Int64) {
    self.init(secondsSince1970: Self.quotient(of: milliseconds, by: 1_000))
  }

  /// The quotient, rounded down.
  private static func quotient(of number: Int64, by divisor: Int64) -> Int64 {
    number >= 0 ? number / divisor : -((-1 - number) / divisor) - 1
  }

  /// The form 2024-05-18: ten bytes, whose order is that of the days.
  package var iso: String {
    Self.digits(of: year, count: 4) + "-" + Self.digits(of: month, count: 2) + "-"
      + Self.digits(of: day, count: 2)
  }

  static func digits(of number: Int, count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  /// The earlier day first.
  package static func < (a: Self, b: Self) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}
