/// The day, month or year that a text names, in the calendars in which it names it, optionally with
/// a time.
///
/// `Documentation/Dates.md` lists the forms.
package struct WrittenDate: Hashable, Sendable {
  /// A written year of four digits below this is a Hijri year, and from it on a Gregorian one: 1600
  /// AH comes in 2173, and nothing older than 1600 CE is dated by the day in a newspaper's archive.
  package static let firstGregorianYear = 1_600

  /// The time that the text covers.
  package let span: DateSpan

  /// The Gregorian day, if the text names one.
  package let gregorian: GregorianDay?

  /// The Hijri day, if the text names one.
  package let hijri: HijriDay?

  /// The time of the day, if the text names one; it is that of the written time zone.
  package let time: ClockTime?

  /// Whether either of two numbers could be the day and only ``DateSettings/order`` chose.
  package let isOrderAssumed: Bool

  /// Reads `text`, or gives nil if it has no date.
  package init?(_ text: String, settings: DateSettings = DateSettings()) {
    guard let date = try? Self(reading: text, settings: settings) else { return nil }
    self = date
  }

  /// Reads `text`.
  ///
  /// - Throws: why it has no date.
  package init(reading text: String, settings: DateSettings = DateSettings()) throws(DateProblem) {
    if let machine = MachineDate(text) {
      self.init(machine.date, nil, machine.time, isOrderAssumed: false, settings)
      return
    }
    guard let tokens = DateToken.tokens(text) else { throw .unreadable }
    do throws(DateProblem) {
      try self.init(DateReading.read(tokens[...]), nil, settings)
    } catch {
      guard let (first, second) = try Self.pair(in: tokens) else { throw error }
      try self.init(first, second, settings)
    }
  }

  private init(
    _ one: ReadDate, _ other: ReadDate?, _ settings: DateSettings
  ) throws(DateProblem) {
    var one = one
    one.weekday = one.weekday ?? other?.weekday
    let first = try one.settled(settings.order, near: other)
    let second: (date: CalendarDate, isAssumed: Bool)? =
      if let other { try other.settled(settings.order, near: one) } else { nil }
    if let second, second.date.calendar == first.date.calendar, second.date != first.date {
      throw .unreadable
    }
    self.init(
      first.date, second?.date, one.time ?? other?.time,
      isOrderAssumed: first.isAssumed || second?.isAssumed == true, settings)
  }

  private init(
    _ one: CalendarDate, _ other: CalendarDate?, _ time: ClockTime?, isOrderAssumed: Bool,
    _ settings: DateSettings
  ) {
    gregorian = one.gregorian ?? other?.gregorian
    hijri = one.hijri ?? other?.hijri
    // A Gregorian date counts before a Hijri one that is as exact.
    var counted = one
    if let other,
      other.precision > one.precision
        || other.precision == one.precision && other.calendar == .gregorian
    {
      counted = other
    }
    self.time = counted.day == nil ? nil : time
    self.isOrderAssumed = isOrderAssumed
    span = DateSpan(counted, self.time, settings.zone)
  }
}

extension WrittenDate {
  /// The moment in UTC; nil if its year is not one of 1 to 9999.
  package init?(millisecondsSince1970 milliseconds: Int64) {
    let seconds = milliseconds.quotient(roundedDownBy: 1_000)
    guard let machine = MachineDate(secondsSince1970: seconds) else { return nil }
    self.init(machine.date, nil, machine.time, isOrderAssumed: false, DateSettings())
  }

  /// The form in which a date field stores a Gregorian day, 2024-05-18, or 2024-05-18T10:20:30 if
  /// it has a time; nil if the text names none. Midnight is stored as the day alone, because
  /// programs write it where they know only the day.
  package var iso: String? {
    guard let gregorian else { return nil }
    guard let time, time.secondOfDay > 0 else { return gregorian.iso }
    return gregorian.iso + "T" + time.iso
  }
}

extension WrittenDate {
  /// The two dates of a day in two calendars, such as `18/05/2024 الموافق 10/11/1445`; nil if there
  /// are not two. Where a word is between them, either may be the one that can be read.
  private static func pair(
    in tokens: [DateToken]
  ) throws(DateProblem) -> (ReadDate, ReadDate?)? {
    let middle = tokens.firstIndex {
      if case .word(let word) = $0 { DateWords.corresponding.contains(word) } else { false }
    }
    if let middle {
      guard let first = try? DateReading.read(tokens[..<middle]) else {
        return (try DateReading.read(tokens[(middle + 1)...]), nil)
      }
      return (first, try? DateReading.read(tokens[(middle + 1)...]))
    }
    // Without a word between them only two days of different calendars are a pair.
    guard tokens.count <= 40 else { return nil }
    for cut in tokens.indices.dropFirst() {
      guard let first = try? DateReading.read(tokens[..<cut]), first.isDay,
        let second = try? DateReading.read(tokens[cut...]), second.isDay,
        first.calendar != second.calendar
      else { continue }
      return (first, second)
    }
    return nil
  }
}

extension DateSpan {
  fileprivate init(_ date: CalendarDate, _ time: ClockTime?, _ zone: DateSettings.Zone) {
    let days = date.days
    calendar = date.calendar
    isApproximate = date.isApproximate
    guard let time else {
      start = Int64(days.lowerBound) * 86_400
      end = Int64(days.upperBound) * 86_400
      precision = date.precision
      return
    }
    let offset = zone == .universal ? time.zone ?? 0 : 0
    start = Int64(days.lowerBound) * 86_400 + Int64(time.secondOfDay - offset)
    end = start + time.length
    precision = time.precision
  }
}

extension ReadDate {
  fileprivate var isDay: Bool { candidates[0].precision == .day }
}
