internal import FihristCalendar

/// The date of an article in the Gregorian and in the Hijri calendar, as far as it is known.
///
///     let date = ArticleDate("18th, May 2024 GMT")
///     print(date?.gregorian?.text ?? "", date?.hijri?.text ?? "")   // 2024-05-18 1445-11-10
public struct ArticleDate: Sendable, Hashable {
  /// A year, perhaps with a month, perhaps with a day, of one calendar.
  public struct Parts: Sendable, Hashable {
    /// The year, from 1.
    public var year: Int
    /// The month, 1 to 12; nil if only the year is known.
    public var month: Int?
    /// The day of the month, from 1; nil if only the month is known.
    public var day: Int?

    /// Makes parts.
    public init(year: Int, month: Int? = nil, day: Int? = nil) {
      (self.year, self.month, self.day) = (year, month, day)
    }

    /// The form 2024-05-18, or as much of it as is known.
    public var text: String {
      let further = [month, day].compactMap(\.self).map { "-" + Self.digits($0, count: 2) }
      return Self.digits(year, count: 4) + further.joined()
    }

    private static func digits(_ number: Int, count: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
    }
  }

  /// In the Gregorian calendar; nil for a month or a year of the Hijri calendar, which lies in two
  /// Gregorian ones.
  public var gregorian: Parts?

  /// In the Hijri calendar; nil for a month or a year of the Gregorian calendar, and before 622.
  public var hijri: Parts?

  /// Whether the day of the other calendar is computed, and may be a day or two off: outside the
  /// years of the Umm al-Qura table.
  public var isApproximate: Bool

  /// The time that the date covers, in seconds since the start of 1970 in UTC.
  public var seconds: Range<Int64>

  /// Reads a date in any form that `Documentation/Dates.md` lists; nil for other texts.
  public init?(_ text: String) {
    guard let written = WrittenDate(text) else { return nil }
    let span = written.span
    seconds = span.seconds
    isApproximate = span.isApproximate
    if span.precision >= .day {
      let gregorian = written.gregorian ?? GregorianDay(secondsSince1970: span.start)
      let hijri = written.hijri ?? gregorian.flatMap { HijriDay($0) }
      self.gregorian = gregorian.map { Parts(year: $0.year, month: $0.month, day: $0.day) }
      self.hijri = hijri.map { Parts(year: $0.year, month: $0.month, day: $0.day) }
      isApproximate = isApproximate || hijri?.isApproximate == true
      return
    }
    let date = span.calendar.date(
      daysSince1970: Int(span.start.quotient(roundedDownBy: 86_400)))
    let parts = Parts(year: date.year, month: span.precision >= .month ? date.month : nil)
    if span.calendar == .hijri { hijri = parts } else { gregorian = parts }
  }
}
