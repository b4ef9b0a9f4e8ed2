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
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...GregorianCalendar.length(year: year, month: month)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day that many days after 1 January 1970; nil if its year is not one of 1 to 9999.
  package init?(daysSince1970 days: Int) {
    guard GregorianCalendar.days.contains(days) else { return nil }
    (year, month, day) = GregorianCalendar.date(daysSince1970: days)
  }

  /// The day in UTC of a moment, counted in seconds since the start of 1970; nil if its year is not
  /// one of 1 to 9999.
  package init?(secondsSince1970 seconds: Int64) {
    self.init(daysSince1970: Int(seconds.quotient(roundedDownBy: 86_400)))
  }

  /// How many days after 1 January 1970 it is.
  package var daysSince1970: Int {
    GregorianCalendar.daysSince1970(year: year, month: month, day: day)
  }

  /// The start of the day in UTC, in seconds since the start of 1970.
  package var secondsSince1970: Int64 { Int64(daysSince1970) * 86_400 }

  /// The day of the week.
  package var weekday: Weekday { Weekday(daysSince1970: daysSince1970) }

  /// The form 2024-05-18: ten bytes, in whose order days come.
  package var iso: String { isoText(year: year, month: month, day: day) }

  /// The form 2024-05-18T10:20:30.
  ///
  /// - Parameter seconds: Since the start of the day; below 86,400.
  package func iso(atSecond seconds: Int) -> String {
    var text = isoBytes(year: year, month: month, day: day)
    text.append(UInt8(ascii: "T"))
    append(seconds / 3_600, digits: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    append(seconds / 60 % 60, digits: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    append(seconds % 60, digits: 2, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The earlier day first.
  package static func < (a: Self, b: Self) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}
