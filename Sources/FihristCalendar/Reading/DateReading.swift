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

  /// Reads `tokens`; nil if a piece does not belong to a date.
  init?(_ tokens: ArraySlice<DateToken>) {
    var tokens = tokens
    var sawTime = false
    while let token = tokens.first {
      switch token {
      case .number(let number, let digits):
        tokens.removeFirst()
        if let rest = Self.skipTime(tokens) {
          tokens = rest
          sawTime = true
        } else {
          parts.append(.number(number, digits: digits))
        }
      case .word:
        guard let rest = takeWord(tokens) else { return nil }
        tokens = rest
      case .sign(let sign):
        tokens.removeFirst()
        if sawTime, sign == "+" || sign == "-" || sign == "\u{2212}" {
          if let rest = Self.skipOffset(tokens) {
            tokens = rest
            continue
          }
        }
        guard "/-.–—|()".unicodeScalars.contains(sign) else { return nil }
        parts.append(.separator(sign))
      }
    }
  }

  /// Takes a month's name or a harmless word; nil if it is another word.
  private mutating func takeWord(_ tokens: ArraySlice<DateToken>) -> ArraySlice<DateToken>? {
    guard case .word(let word)? = tokens.first else { return nil }
    let rest = tokens.dropFirst()
    if let month = MonthNames.months[word] {
      parts.append(.month(month))
      return rest
    }
    if let pair = MonthNames.pairs[word] {
      guard case .word(let next)? = rest.first, let month = pair[next] else { return nil }
      parts.append(.month(month))
      return rest.dropFirst()
    }
    if DateWords.hijri.contains(word) {
      isMarkedHijri = true
      return rest
    }
    return DateWords.harmless.contains(word) ? rest : nil
  }

  /// Steps over `:20`, `:20:30` and `:20:30.5` after an hour; nil if that is not there.
  private static func skipTime(_ tokens: ArraySlice<DateToken>) -> ArraySlice<DateToken>? {
    var tokens = tokens
    var count = 0
    while count < 2, tokens.first == .sign(":"), case .number? = tokens.dropFirst().first {
      tokens = tokens.dropFirst(2)
      count += 1
    }
    guard count > 0 else { return nil }
    if tokens.first == .sign("."), case .number? = tokens.dropFirst().first {
      tokens = tokens.dropFirst(2)
    }
    return tokens
  }

  /// Steps over `0300` or `03:00` after the sign of a time zone.
  private static func skipOffset(_ tokens: ArraySlice<DateToken>) -> ArraySlice<DateToken>? {
    guard case .number(_, let digits)? = tokens.first, digits == 2 || digits == 4 else {
      return nil
    }
    let rest = tokens.dropFirst()
    return skipTime(rest) ?? rest
  }
}

extension DateReading {
  /// A date of numbers alone: 2024-05-18, 18/05/2024, 20240518.
  ///
  /// Where both day and month are possible the day comes first, as everywhere outside the United
  /// States; 05/18/2024 is understood too.
  func numericDay() -> CalendarDay? {
    guard case .number(let first, let firstDigits)? = parts.first else { return nil }
    if firstDigits == 8 || firstDigits == 14, !hasMoreNumbers {
      let day = firstDigits == 14 ? first / 1_000_000 : first
      return self.day(year: day / 10_000, month: day / 100 % 100, day: day % 100)
    }
    guard parts.count >= 5, case .separator(let sign) = parts[1],
      "/-.".unicodeScalars.contains(sign),
      case .number(let second, let secondDigits) = parts[2], parts[3] == .separator(sign),
      case .number(let third, let thirdDigits) = parts[4], secondDigits <= 2,
      parts.dropFirst(5).allSatisfy({ if case .separator = $0 { true } else { false } })
    else { return nil }
    if firstDigits == 4, thirdDigits <= 2 {
      return day(year: first, month: second, day: third)
    }
    guard thirdDigits == 4, firstDigits <= 2 else { return nil }
    return day(year: third, month: second, day: first)
      ?? day(year: third, month: first, day: second)
  }

  /// The day in the calendar that the year belongs to, unless the text says otherwise.
  private func day(year: Int, month: Int, day: Int) -> CalendarDay? {
    guard let day = CalendarDay(year: year, month: month, day: day) else { return nil }
    return isMarkedHijri && day.isGregorian ? nil : day
  }

  private var hasMoreNumbers: Bool {
    parts.dropFirst().contains { if case .number = $0 { true } else { false } }
  }

  /// A date with the month in words: a day, a month and a year of four digits, in any order.
  func namedDay() -> CalendarDay? {
    var days: [Int] = []
    var years: [Int] = []
    var months: Set<CalendarMonth> = []
    for part in parts {
      switch part {
      case .number(let number, let digits) where digits <= 2: days.append(number)
      case .number(let number, let digits) where digits == 4: years.append(number)
      case .number: return nil
      case .month(let month): months.insert(month)
      case .separator: break
      }
    }
    // "آب/أغسطس" names one month twice; two months are a period and not a date.
    guard days.count == 1, years.count == 1, months.count == 1 else { return nil }
    switch months.first {
    case .gregorian(let month):
      guard let day = self.day(year: years[0], month: month, day: days[0]) else { return nil }
      return day.isGregorian ? day : nil
    case .hijri(let month):
      guard let day = CalendarDay(year: years[0], month: month, day: days[0]) else { return nil }
      return day.isGregorian ? nil : day
    case nil: return nil
    }
  }
}
