/// What the words and numbers of one date say, before it is settled which number is the day.
struct ReadDate {
  /// The date, or two dates where either of two numbers can be the day: the day first, then the
  /// month first.
  var candidates: [CalendarDate]
  /// The time of day, if one is written.
  var time: ClockTime?
  /// The weekday, if one is written.
  var weekday: Weekday?

  var calendar: DateCalendar { candidates[0].calendar }

  /// The one date that is meant, and whether only the setting chose it.
  ///
  /// - Throws: `ambiguous` if nothing chooses.
  func settled(
    _ order: DateSettings.Order, near other: ReadDate? = nil
  ) throws(DateProblem) -> (date: CalendarDate, isAssumed: Bool) {
    guard candidates.count == 2 else { return (candidates[0], false) }
    if let date = only({ isSame($0, as: other) }) ?? only(isOnWeekday) { return (date, false) }
    switch order {
    case .dayFirst: return (candidates[0], true)
    case .monthFirst: return (candidates[1], true)
    case .undecided:
      let days = candidates.compactMap { GregorianDay(daysSince1970: $0.days.lowerBound) }
      guard days.count == 2 else { throw .unreadable }
      throw .ambiguous(min(days[0], days[1]), max(days[0], days[1]))
    }
  }

  private func only(_ isMeant: (CalendarDate) -> Bool) -> CalendarDate? {
    let meant = candidates.filter(isMeant)
    return meant.count == 1 ? meant[0] : nil
  }

  /// Calendars of other countries are a day or two from the table.
  private func isSame(_ date: CalendarDate, as other: ReadDate?) -> Bool {
    other?.candidates.contains {
      abs($0.days.lowerBound - date.days.lowerBound) <= 2 && $0.precision == .day
    } ?? false
  }

  private func isOnWeekday(_ date: CalendarDate) -> Bool {
    date.calendar == .gregorian && Weekday(daysSince1970: date.days.lowerBound) == weekday
  }
}
