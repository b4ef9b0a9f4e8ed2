internal import FihristCalendar

/// A date of an article as far as it is known, in the Gregorian calendar.
struct CitedDate {
  /// Year, month and day in digits: `2024`, `05`, `18`.
  var year: String
  var month: String?
  var day: String?

  /// Reads a date in any form that `Documentation/Dates.md` lists.
  ///
  /// - Returns: Nil for another text, and for a month or year of the Hijri calendar, which lies in
  ///   two Gregorian ones.
  init?(_ text: String) {
    guard let written = WrittenDate(text) else { return nil }
    let precision = written.span.precision
    guard written.span.calendar == .gregorian || precision >= .day else { return nil }
    guard
      let date = written.gregorian ?? GregorianDay(secondsSince1970: written.span.start)
    else { return nil }
    year = Self.digits(date.year, count: 4)
    month = precision >= .month ? Self.digits(date.month, count: 2) : nil
    day = precision >= .day ? Self.digits(date.day, count: 2) : nil
  }

  private static func digits(_ number: Int, count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }
}
