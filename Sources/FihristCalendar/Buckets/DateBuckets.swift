/// Cuts time into years, months, weeks or days of a calendar, for histograms.
///
/// Times are seconds since the start of 1970 in UTC. Those outside the years 1 to 9999 count as the
/// first or last second of them. Everything takes constant time.
package struct DateBuckets: Hashable, Sendable {
  /// What a bucket is.
  package enum Unit: String, CaseIterable, Hashable, Sendable {
    case year, month, week, day
  }

  /// What a bucket is.
  package let unit: Unit
  /// Whose years and months are counted.
  package let calendar: DateCalendar
  /// The day on which weeks start.
  package let firstWeekday: Weekday

  /// Makes buckets. Weeks start on Monday, as those of ISO 8601 do, if nothing else is asked for.
  package init(
    _ unit: Unit, calendar: DateCalendar = .gregorian, firstWeekday: Weekday = .monday
  ) {
    (self.unit, self.calendar, self.firstWeekday) = (unit, calendar, firstWeekday)
  }

  /// The first second of the bucket that has `time`.
  package func start(of time: Int64) -> Int64 { seconds(firstDay(of: Self.day(of: time))) }

  /// The first second of the bucket after the one that has `time`.
  package func next(after time: Int64) -> Int64 {
    let first = firstDay(of: Self.day(of: time))
    switch unit {
    case .day: return seconds(first + 1)
    case .week: return seconds(first + 7)
    case .month, .year:
      let (year, month, _) = calendar.date(daysSince1970: first)
      let isLast = unit == .year || month == 12
      return seconds(
        calendar.firstDay(year: isLast ? year + 1 : year, month: isLast ? 1 : month + 1))
    }
  }

  /// The name of the bucket that has `time`, in the form that dates have in queries: 2015, 2015-07,
  /// 1436-10; weeks and days have the name of their first day, 2015-07-20.
  package func text(of time: Int64) -> String {
    let (year, month, day) = calendar.date(daysSince1970: firstDay(of: Self.day(of: time)))
    switch unit {
    case .year: return isoText(year: year)
    case .month: return isoText(year: year, month: month)
    case .week, .day: return isoText(year: year, month: month, day: day)
    }
  }

  /// The first day of the bucket of a day, both counted from 1 January 1970.
  private func firstDay(of day: Int) -> Int {
    switch unit {
    case .day: return day
    case .week:
      let weekday = Weekday(daysSince1970: day)
      return day - (weekday.rawValue - firstWeekday.rawValue + 7) % 7
    case .month:
      let (year, month, _) = calendar.date(daysSince1970: day)
      return calendar.firstDay(year: year, month: month)
    case .year: return calendar.firstDay(year: calendar.date(daysSince1970: day).year, month: 1)
    }
  }

  private func seconds(_ day: Int) -> Int64 { Int64(day) * 86_400 }

  private static func day(of time: Int64) -> Int {
    let days = time.quotient(roundedDownBy: 86_400)
    let (first, last) = (GregorianCalendar.days.lowerBound, GregorianCalendar.days.upperBound - 1)
    return Int(min(max(days, Int64(first)), Int64(last)))
  }
}
