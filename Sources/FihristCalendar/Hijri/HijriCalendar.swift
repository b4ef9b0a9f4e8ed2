/// The arithmetic of the Islamic calendar: the published Umm al-Qura calendar where it reaches, and
/// the arithmetic (tabular, civil) calendar before and after it.
package enum HijriCalendar {
  /// The years whose months are known as they were printed.
  package static let tableYears = UmmAlQuraTable.firstYear...UmmAlQuraTable.lastYear

  /// Whether a year's months are computed and not known.
  package static func isApproximate(year: Int) -> Bool { !tableYears.contains(year) }

  /// The first day of a month, counted from 1 January 1970.
  ///
  /// The table starts a day before the arithmetic calendar would start the same year, so the last
  /// month before it is a day shorter than arithmetic says. At the other end the two agree.
  package static func firstDay(year: Int, month: Int) -> Int {
    if tableYears.contains(year) {
      return UmmAlQuraTable.monthStarts[(year - UmmAlQuraTable.firstYear) * 12 + month - 1]
    }
    // Odd months have 30 days and even ones 29; of 30 years 11 have a day more.
    return UmmAlQuraTable.epoch + (year - 1) * 354 + (3 + 11 * year).quotient(roundedDownBy: 30)
      + (59 * (month - 1) + 1) / 2
  }

  /// How many days a month has: 29 or 30, and 28 or 31 in a few months of the newspapers.
  package static func length(year: Int, month: Int) -> Int {
    let next = month == 12 ? (year: year + 1, month: 1) : (year: year, month: month + 1)
    return firstDay(year: next.year, month: next.month) - firstDay(year: year, month: month)
  }

  /// The date of a day, counted from 1 January 1970. Years before the first are 0, -1 and so on.
  package static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    UmmAlQuraTable.days.contains(days) ? published(days) : computed(days)
  }

  private static func computed(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let year = (30 * (days - UmmAlQuraTable.epoch) + 10_646).quotient(roundedDownBy: 10_631)
    // Month m, counted from 0, starts 59 m / 2 days after the year, rounded up.
    let dayOfYear = days - firstDay(year: year, month: 1)
    let month = min(12, 2 * dayOfYear / 59 + 1)
    return (year, month, days - firstDay(year: year, month: month) + 1)
  }

  private static func published(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let starts = UmmAlQuraTable.monthStarts
    // Months have 29.53 days on average, and none starts more than three days from where this says.
    var index = (days - starts[0]) * 100 / 2_953
    while starts[index] > days { index -= 1 }
    while starts[index + 1] <= days { index += 1 }
    return (UmmAlQuraTable.firstYear + index / 12, index % 12 + 1, days - starts[index] + 1)
  }
}
