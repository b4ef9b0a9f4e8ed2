/// The day on which an article appeared, out of the ways in which newspapers write it.
///
/// The day is the one that is written: a time zone is read over, because a newspaper's day is the
/// day of its readers.
struct ArticleDate: Hashable, Sendable {
  /// The year, 1000 to 2999.
  let year: Int
  /// The month, 1 to 12.
  let month: Int
  /// The day of the month, from 1.
  let day: Int

  /// Makes a date, or nil if the calendar has no such day.
  init?(year: Int, month: Int, day: Int) {
    guard (1000...2999).contains(year), (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...days[month - 1]).contains(day) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads `text`, or gives nil if it is in none of the known forms or says more than a date.
  init?(_ text: String) {
    if let date = Self.machineDate(text) {
      self = date
      return
    }
    guard let tokens = DateToken.tokens(text) else { return nil }
    if let date = Self.date(in: tokens[...]) {
      self = date
      return
    }
    // A Hijri date with its counterpart: either side may be the one that can be read.
    let middle = tokens.firstIndex {
      if case .word(let word) = $0 { DateWords.corresponding.contains(word) } else { false }
    }
    guard let middle,
      let date = Self.date(in: tokens[(middle + 1)...]) ?? Self.date(in: tokens[..<middle])
    else { return nil }
    self = date
  }

  /// Reads yyyy-mm-dd, perhaps with a time of day behind it, the form of most archives, without
  /// cutting it into words; nil for all else.
  private static func machineDate(_ text: String) -> ArticleDate? {
    let bytes = text.utf8.prefix(40)
    guard bytes.count >= 10, bytes.count == text.utf8.count else { return nil }
    var numbers = [0, 0, 0]
    for (place, byte) in bytes.enumerated() {
      let isDigit = byte &- UInt8(ascii: "0") < 10
      switch place {
      case 4, 7:
        guard byte == UInt8(ascii: "-") else { return nil }
      case 0..<10:
        guard isDigit else { return nil }
        let part = place < 4 ? 0 : place < 7 ? 1 : 2
        numbers[part] = numbers[part] * 10 + Int(byte - UInt8(ascii: "0"))
      case 10:
        guard byte == UInt8(ascii: "T") || byte == UInt8(ascii: " ") else { return nil }
      default:
        guard isDigit || ":.+-Z".utf8.contains(byte) else { return nil }
      }
    }
    return ArticleDate(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// The form yyyy-mm-dd, ten bytes.
  var iso: String { Self.digits(year, 4) + "-" + Self.digits(month, 2) + "-" + Self.digits(day, 2) }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}

extension ArticleDate {
  private static func date(in tokens: ArraySlice<DateToken>) -> ArticleDate? {
    guard var reading = DateReading(tokens) else { return nil }
    return reading.numericDate() ?? reading.namedDate()
  }
}

/// What is left of a date's pieces when time of day and harmless words are taken away.
struct DateReading {
  /// A piece that matters.
  private enum Part: Hashable {
    case number(Int, digits: Int)
    case month(Int)
    /// One of / - . right between two numbers, or between other things.
    case separator(Unicode.Scalar)
  }

  private var parts: [Part] = []

  /// Gives nil if there is a piece that belongs to no date.
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
      guard case .word(let next)? = rest.first, let ordinal = MonthNames.ordinals[next] else {
        return nil
      }
      parts.append(.month(ordinal == 1 ? pair.first : pair.second))
      return rest.dropFirst()
    }
    return DateWords.harmless.contains(word) ? rest : nil
  }

  /// Steps over `:20`, `:20:30` and `:20:30.5` behind an hour; nil if that is not there.
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

  /// Steps over `0300` or `03:00` behind the sign of a time zone.
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
  mutating func numericDate() -> ArticleDate? {
    guard case .number(let first, let firstDigits)? = parts.first else { return nil }
    if firstDigits == 8 || firstDigits == 14, !hasFurtherNumbers {
      let day = firstDigits == 14 ? first / 1_000_000 : first
      return ArticleDate(year: day / 10_000, month: day / 100 % 100, day: day % 100)
    }
    guard parts.count >= 5, case .separator(let sign) = parts[1],
      "/-.".unicodeScalars.contains(sign),
      case .number(let second, let secondDigits) = parts[2], parts[3] == .separator(sign),
      case .number(let third, let thirdDigits) = parts[4], secondDigits <= 2,
      parts.dropFirst(5).allSatisfy({ if case .separator = $0 { true } else { false } })
    else { return nil }
    if firstDigits == 4, thirdDigits <= 2 {
      return ArticleDate(year: first, month: second, day: third)
    }
    guard thirdDigits == 4, firstDigits <= 2 else { return nil }
    return ArticleDate(year: third, month: second, day: first)
      ?? ArticleDate(year: third, month: first, day: second)
  }

  private var hasFurtherNumbers: Bool {
    parts.dropFirst().contains { if case .number = $0 { true } else { false } }
  }

  /// A date with the month in words: a day, a month and a year of four digits, in any order.
  mutating func namedDate() -> ArticleDate? {
    var days: [Int] = []
    var years: [Int] = []
    var months: Set<Int> = []
    for part in parts {
      switch part {
      case .number(let number, let digits) where digits <= 2: days.append(number)
      case .number(let number, let digits) where digits == 4: years.append(number)
      case .number: return nil
      case .month(let month): months.insert(month)
      case .separator: break
      }
    }
    // "آب/أغسطس" names one month twice; two months are a period and no date.
    guard days.count == 1, years.count == 1, let month = months.first, months.count == 1 else {
      return nil
    }
    return ArticleDate(year: years[0], month: month, day: days[0])
  }
}
