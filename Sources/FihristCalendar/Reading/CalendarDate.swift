/// A year, a month or a day in the calendar in which it is written.
struct CalendarDate: Hashable {
  let calendar: DateCalendar
  let year: Int
  /// Nil for a year.
  let month: Int?
  /// Nil for a month and a year.
  let day: Int?

  /// Makes the date of the calendar that the year belongs to.
  ///
  /// - Throws: `unreadable` if the year has not four digits, `noSuchDay` if the calendar lacks the
  ///   month or the day.
  init(year: Int, month: Int? = nil, day: Int? = nil) throws(DateProblem) {
    // Years of fewer digits are never written with a month and a day.
    guard (1_000...9_999).contains(year) else { throw .unreadable }
    calendar = year >= WrittenDate.firstGregorianYear ? .gregorian : .hijri
    if let month {
      guard (1...12).contains(month) else { throw .noSuchDay }
      if let day {
        let exists =
          switch calendar {
          case .gregorian: GregorianDay(year: year, month: month, day: day) != nil
          case .hijri: HijriDay(year: year, month: month, day: day) != nil
          }
        guard exists else { throw .noSuchDay }
      }
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  init(_ day: GregorianDay) {
    (calendar, year, month, self.day) = (.gregorian, day.year, day.month, day.day)
  }

  var precision: DateSpan.Precision { day != nil ? .day : month != nil ? .month : .year }

  /// Its days, counted from 1 January 1970.
  var days: Range<Int> {
    let month = month ?? 1
    let first = calendar.firstDay(year: year, month: month)
    if let day { return first + day - 1..<first + day }
    let isLast = self.month == nil || month == 12
    return first..<calendar.firstDay(year: isLast ? year + 1 : year, month: isLast ? 1 : month + 1)
  }

  var isApproximate: Bool {
    switch calendar {
    case .gregorian: false
    case .hijri: hijri?.isApproximate ?? HijriCalendar.isApproximate(year: year)
    }
  }

  var gregorian: GregorianDay? {
    guard calendar == .gregorian, let month, let day else { return nil }
    return GregorianDay(year: year, month: month, day: day)
  }

  var hijri: HijriDay? {
    guard calendar == .hijri, let month, let day else { return nil }
    return HijriDay(year: year, month: month, day: day)
  }
}
