/// The pieces of a date without the time of day and harmless words.
struct DateReading {
  /// A piece that matters.
  private enum Part: Hashable {
    case number(Int, digits: Int)
    case month(CalendarMonth)
    /// One of / - . directly between two numbers, or between other pieces.
    case separator(Unicode.Scalar)
  }

  private var parts: [Part] = []
  /// Whether a word says that the year is a Hijri one.
  private var isMarkedHijri = false
  /// The times that are written: a date with two of them has none.
  private var times: [ClockTime] = []
  private var weekdays: Set<Weekday> = []
  /// Whether a time is written, even one that no day has.
  private var hasTime = false
  /// Whether the first part is a sign that parts a time from the day: 10:20 - 18/05/2024.
  private var startsBehindTime = false
  /// The pieces after the one that is looked at.
  private var rest: ArraySlice<DateToken>

  /// Reads the pieces of one date.
  ///
  /// - Throws: `unreadable` if they are not a date or say more than one, `noSuchDay` if the
  ///   calendar does not have it.
  static func read(_ tokens: ArraySlice<DateToken>) throws(DateProblem) -> ReadDate {
    var reading = DateReading(rest: tokens)
    try reading.sort()
    let dates: [CalendarDate]
    if let numeric = try reading.numericDates() {
      dates = numeric
    } else {
      dates = try reading.namedDates()
    }
    return ReadDate(
      candidates: dates, time: reading.times.count == 1 ? reading.times[0] : nil,
      weekday: reading.weekdays.count == 1 ? reading.weekdays.first : nil)
  }

  private init(rest: ArraySlice<DateToken>) { self.rest = rest }

  /// Sorts the pieces into parts, times and weekdays.
  ///
  /// - Throws: `unreadable` if there is a piece that belongs to no date.
  private mutating func sort() throws(DateProblem) {
    while let token = rest.popFirst() {
      switch token {
      case .number(let number, let digits):
        if !takeTime(hour: number) { takeNumber(number, digits: digits) }
      case .word(let word):
        guard takeWord(word) else { throw .unreadable }
      case .sign(let sign):
        if takeZone(sign) { continue }
        guard "/-.–—|()".unicodeScalars.contains(sign) else { throw .unreadable }
        if parts.isEmpty { startsBehindTime = hasTime }
        parts.append(.separator(sign))
      }
    }
  }

  /// Takes a number that no time starts with: 14 digits are a day and a time, and so are 12 that
  /// can be.
  private mutating func takeNumber(_ number: Int, digits: Int) {
    if digits == 12, let time = MachineDate(minute: number)?.time {
      parts.append(.number(number / 10_000, digits: 8))
      hasTime = true
      times.append(time)
      return
    }
    guard digits == 14 else { return parts.append(.number(number, digits: digits)) }
    parts.append(.number(number / 1_000_000, digits: 8))
    hasTime = true
    let (hour, minute) = (number / 10_000 % 100, number / 100 % 100)
    // An impossible time of day is skipped; the day still counts.
    if let time = ClockTime(hour: hour, minute: minute, second: number % 100) {
      times.append(time)
    }
  }

  /// Takes a month's name or a harmless word; false if it is another word.
  private mutating func takeWord(_ word: String) -> Bool {
    switch DateWord.all[word] {
    case .month(let month): parts.append(.month(month))
    case .firstOfTwo(let months):
      guard case .word(let next)? = rest.popFirst(), let month = months[next] else { return false }
      parts.append(.month(month))
    case .hijri: isMarkedHijri = true
    case .weekday(let weekday): weekdays.insert(weekday)
    case .beforeTime: takeHours()
    case .zone(let zone):
      if let time = times.last, time.zone == nil { times[times.count - 1] = time.inZone(zone) }
    case .otherZone: return hasTime
    case .harmless: break
    case nil: return false
    }
    return true
  }
}

extension DateReading {
  /// Takes `:20`, `:20:30` and `:20:30.5` after an hour, and the word after them that tells which
  /// half of the day it is; false if they are not there.
  private mutating func takeTime(hour: Int) -> Bool {
    guard let minute = takeNumber(after: ":") else { return false }
    hasTime = true
    let second = takeNumber(after: ":")
    if case .sign(".")? = rest.first { _ = takeNumber(after: ".") }
    var hour = hour
    if case .word(let word)? = rest.first, let half = DateWords.halves[word] {
      rest.removeFirst()
      hour = half.hour(hour)
    }
    // An impossible time of day is skipped; the day still counts.
    if let time = ClockTime(hour: hour, minute: minute, second: second) { times.append(time) }
    return true
  }

  /// Takes the hours after the letter T that no colon follows: T10, T1020 and T102030.
  private mutating func takeHours() {
    guard case .number(let number, let digits)? = rest.first, digits % 2 == 0, digits <= 6,
      rest.dropFirst().first != .sign(":"), !parts.isEmpty
    else { return }
    rest.removeFirst()
    let time =
      switch digits {
      case 2: ClockTime(hour: number, minute: nil, second: nil)
      case 4: ClockTime(hour: number / 100, minute: number % 100, second: nil)
      default:
        ClockTime(hour: number / 10_000, minute: number / 100 % 100, second: number % 100)
      }
    if let time { times.append(time) }
  }

  /// Takes `+0300`, `+03:00` or `-05` after a time. A dash is one only after the day, because one
  /// may also part the time from the day, or the numbers of the day: 18:40 - 18 مايو 2024, and
  /// 18:40 2024-05-18.
  private mutating func takeZone(_ sign: Unicode.Scalar) -> Bool {
    guard let time = times.last, sign == "+" || hasDay && (sign == "-" || sign == "\u{2212}"),
      case .number(let number, let digits)? = rest.first, digits == 4 || digits <= 2
    else { return false }
    let tail = rest
    rest.removeFirst()
    let minutes = digits == 4 ? number % 100 : takeNumber(after: ":") ?? 0
    guard
      let zone = ClockTime.zone(
        isWest: sign != "+", hours: digits == 4 ? number / 100 : number, minutes: minutes)
    else {
      rest = tail
      return false
    }
    times[times.count - 1] = time.inZone(zone)
    return true
  }

  private mutating func takeNumber(after sign: Unicode.Scalar) -> Int? {
    guard rest.first == .sign(sign), case .number(let number, _)? = rest.dropFirst().first else {
      return nil
    }
    rest.removeFirst(2)
    return number
  }

  /// Whether a year is there and all that belongs to a day with it, as far as can be told.
  private var hasDay: Bool {
    var digits: [Int] = []
    var hasMonth = false
    for part in parts {
      switch part {
      case .number(_, let count): digits.append(count)
      case .month: hasMonth = true
      case .separator: break
      }
    }
    let isWhole = hasMonth || digits.count > 2 || digits.contains { $0 >= 8 }
    return isWhole && digits.contains { $0 >= 4 }
  }
}

extension DateReading {
  /// A date of numbers alone: 2024-05-18, 18/05/2024, 20240518, 2024-05, 05/2024, 2024; nil if it
  /// has another form. Two dates where either of two numbers can be the day.
  private func numericDates() throws(DateProblem) -> [CalendarDate]? {
    var parts = parts[...]
    if startsBehindTime {
      parts = parts.drop {
        if case .separator(let sign) = $0 { "-–—|".unicodeScalars.contains(sign) } else { false }
      }
    }
    guard case .number(let first, let firstDigits)? = parts.popFirst() else { return nil }
    var (numbers, digits) = ([first], [firstDigits])
    // The sign of the first two numbers also parts the others.
    let sign: Unicode.Scalar? = if case .separator(let sign)? = parts.first { sign } else { nil }
    while let sign, "/-.".unicodeScalars.contains(sign), parts.first == .separator(sign),
      case .number(let number, let count)? = parts.dropFirst().first
    {
      parts.removeFirst(2)
      numbers.append(number)
      digits.append(count)
    }
    guard parts.allSatisfy({ if case .separator = $0 { true } else { false } }) else { return nil }
    switch numbers.count {
    // Behind a time and a dash a year or a month may be another time: 10:20 - 1120.
    case 1 where startsBehindTime && firstDigits == 4, 2 where startsBehindTime: return nil
    case 1: return try [lone(first, firstDigits)]
    case 2 where sign != ".": return try [pair(numbers, digits)]
    case 3: return try triple(numbers, digits)
    default: return nil
    }
  }

  /// The date of 2024 and 20240518.
  private func lone(_ number: Int, _ digits: Int) throws(DateProblem) -> CalendarDate {
    switch digits {
    case 4: return try date(year: number)
    case 8: return try date(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    default: throw .unreadable
    }
  }

  /// The month of 2024-05 and 05/2024.
  private func pair(_ numbers: [Int], _ digits: [Int]) throws(DateProblem) -> CalendarDate {
    if digits[0] == 4, digits[1] <= 2 { return try date(year: numbers[0], month: numbers[1]) }
    guard digits[1] == 4, digits[0] <= 2 else { throw .unreadable }
    return try date(year: numbers[1], month: numbers[0])
  }

  private func triple(_ numbers: [Int], _ digits: [Int]) throws(DateProblem) -> [CalendarDate] {
    guard digits[1] <= 2 else { throw .unreadable }
    if digits[0] == 4, digits[2] <= 2 {
      return try [date(year: numbers[0], month: numbers[1], day: numbers[2])]
    }
    guard digits[2] == 4, digits[0] <= 2 else { throw .unreadable }
    let dayFirst = try dateIfAny(year: numbers[2], month: numbers[1], day: numbers[0])
    let monthFirst = try dateIfAny(year: numbers[2], month: numbers[0], day: numbers[1])
    let dates = [dayFirst, monthFirst].compactMap(\.self)
    if dates.isEmpty { throw .noSuchDay }
    return numbers[0] == numbers[1] ? [dates[0]] : dates
  }

  /// Nil where the calendar does not have the day.
  private func dateIfAny(year: Int, month: Int, day: Int) throws(DateProblem) -> CalendarDate? {
    do throws(DateProblem) {
      return try date(year: year, month: month, day: day)
    } catch .noSuchDay {
      return nil
    }
  }

  /// The date of that calendar to which the year belongs, if nothing written says otherwise.
  private func date(
    year: Int, month: Int? = nil, day: Int? = nil
  ) throws(DateProblem) -> CalendarDate {
    let date = try CalendarDate(year: year, month: month, day: day)
    if isMarkedHijri, date.calendar == .gregorian { throw .unreadable }
    return date
  }

  /// A date with the month in words: optionally a day, a month and a year of four digits, in any
  /// order.
  private func namedDates() throws(DateProblem) -> [CalendarDate] {
    var days: [Int] = []
    var years: [Int] = []
    var months: Set<CalendarMonth> = []
    for part in parts {
      switch part {
      case .number(let number, let digits) where digits <= 2: days.append(number)
      case .number(let number, let digits) where digits == 4: years.append(number)
      case .number: throw .unreadable
      case .month(let month): months.insert(month)
      case .separator: break
      }
    }
    // "آب/أغسطس" names one month twice; two months are a period and not a date.
    guard days.count <= 1, years.count == 1, months.count == 1, let month = months.first else {
      throw .unreadable
    }
    let date: CalendarDate
    switch month {
    case .gregorian(let number):
      date = try self.date(year: years[0], month: number, day: days.first)
      guard date.calendar == .gregorian else { throw .unreadable }
    case .hijri(let number):
      date = try self.date(year: years[0], month: number, day: days.first)
      guard date.calendar == .hijri else { throw .unreadable }
    }
    return [date]
  }
}
