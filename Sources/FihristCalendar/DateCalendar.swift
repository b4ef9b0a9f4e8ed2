/// A calendar in which dates are written and counted.
package enum DateCalendar: String, CaseIterable, Hashable, Sendable {
  case gregorian
  case hijri

  /// The first day of a month, counted from 1 January 1970.
  func firstDay(year: Int, month: Int) -> Int {
    switch self {
    case .gregorian: GregorianCalendar.daysSince1970(year: year, month: month, day: 1)
    case .hijri: HijriCalendar.firstDay(year: year, month: month)
    }
  }

  /// The date of a day, counted from 1 January 1970.
  package func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    switch self {
    case .gregorian: GregorianCalendar.date(daysSince1970: days)
    case .hijri: HijriCalendar.date(daysSince1970: days)
    }
  }
}
