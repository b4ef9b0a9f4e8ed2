/// A day of the Islamic calendar, as Saudi Arabia counts it.
package struct HijriDay: Hashable, Sendable, Comparable {
  /// The year, from 1.
  package let year: Int
  /// The month, 1 (Muharram) to 12.
  package let month: Int
  /// The day of the month, 1 to 30, or 31 in the few months that had as many.
  package let day: Int

  /// Makes a day, or nil if no such day can be.
  ///
  /// Each month may have 30 days, because months begin by sight in other countries: the last of
  /// them is then approximate.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9_999).contains(year), (1...12).contains(month),
      (1...max(30, HijriCalendar.length(year: year, month: month))).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The Hijri day of a Gregorian one; nil before the first, 19 July 622 (16 July in the Julian
  /// calendar).
  package init?(_ gregorian: GregorianDay) {
    let date = HijriCalendar.date(daysSince1970: gregorian.daysSince1970)
    self.init(year: date.year, month: date.month, day: date.day)
  }

  /// How many days after 1 January 1970 it is.
  package var daysSince1970: Int { HijriCalendar.firstDay(year: year, month: month) + day - 1 }

  /// The Gregorian day; nil if its year is above 9999.
  package var gregorian: GregorianDay? { GregorianDay(daysSince1970: daysSince1970) }

  /// The day of the week.
  package var weekday: Weekday { Weekday(daysSince1970: daysSince1970) }

  /// Whether the calendar of the time may have had the day one or two days earlier or later.
  package var isApproximate: Bool {
    HijriCalendar.isApproximate(year: year)
      || day > HijriCalendar.length(year: year, month: month)
  }

  /// The form 1436-10-05: ten bytes, in whose order days come.
  package var iso: String { isoText(year: year, month: month, day: day) }

  /// The earlier day first.
  package static func < (a: Self, b: Self) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}
