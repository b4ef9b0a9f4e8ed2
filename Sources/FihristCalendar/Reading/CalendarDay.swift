/// A day in the calendar in which it is written.
enum CalendarDay: Hashable {
  case gregorian(GregorianDay)
  case hijri(HijriDay)

  /// Makes the day of the calendar that the year belongs to, or nil if that calendar has no such
  /// day.
  init?(year: Int, month: Int, day: Int) {
    if year >= WrittenDate.firstGregorianYear {
      guard let day = GregorianDay(year: year, month: month, day: day) else { return nil }
      self = .gregorian(day)
    } else {
      // Years of fewer digits are never written with a month and a day.
      guard year >= 1_000, let day = HijriDay(year: year, month: month, day: day) else {
        return nil
      }
      self = .hijri(day)
    }
  }

  /// Reads the pieces of a date; nil if they are not a date or say more.
  init?(_ tokens: ArraySlice<DateToken>) {
    guard let reading = DateReading(tokens), let day = reading.numericDay() ?? reading.namedDay()
    else { return nil }
    self = day
  }

  var gregorian: GregorianDay? { if case .gregorian(let day) = self { day } else { nil } }
  var hijri: HijriDay? { if case .hijri(let day) = self { day } else { nil } }
  var isGregorian: Bool { gregorian != nil }
}

extension CalendarDay {
  /// Reads the forms that programs write, without splitting the text into words: 2024-05-18,
  /// optionally with a time after it, and seconds or milliseconds since 1970. Nil for anything
  /// else.
  init?(machineForm text: String) {
    let bytes = text.utf8.prefix(40)
    guard bytes.count == text.utf8.count, bytes.count >= 9 else { return nil }
    if let day = Self.isoForm(bytes) ?? Self.epochForm(bytes) {
      self = day
    } else {
      return nil
    }
  }

  private static func isoForm(_ bytes: Substring.UTF8View) -> CalendarDay? {
    guard bytes.count >= 10 else { return nil }
    var numbers = (year: 0, month: 0, day: 0)
    for (offset, byte) in bytes.enumerated() {
      let digit = Int(byte &- UInt8(ascii: "0"))
      switch offset {
      case 4, 7: guard byte == UInt8(ascii: "-") else { return nil }
      case 10: guard byte == UInt8(ascii: "T") || byte == UInt8(ascii: " ") else { return nil }
      case 11...: guard isOfTime(byte) else { return nil }
      case _ where digit > 9: return nil
      case 0..<4: numbers.year = numbers.year * 10 + digit
      case 5..<7: numbers.month = numbers.month * 10 + digit
      default: numbers.day = numbers.day * 10 + digit
      }
    }
    return CalendarDay(year: numbers.year, month: numbers.month, day: numbers.day)
  }

  /// Digits, optionally with a sign before and a fraction after them: 9 or 10 are seconds (from
  /// March 1973 to 2286), 12 or 13 milliseconds of the same time. Twelve digits that can be year,
  /// month, day, hour and minute of 1900 to 2099 are read as those.
  private static func epochForm(_ bytes: Substring.UTF8View) -> CalendarDay? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = bytes.dropFirst(isNegative ? 1 : 0).prefix(while: isDigit)
    let rest = bytes.dropFirst(digits.count + (isNegative ? 1 : 0))
    guard digits.count <= 13, rest.first.map({ $0 == UInt8(ascii: ".") }) ?? true,
      rest.dropFirst().allSatisfy(isDigit)
    else { return nil }
    let number = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    let signed = isNegative ? -number : number
    switch digits.count {
    case 9, 10: return GregorianDay(secondsSince1970: signed).map { .gregorian($0) }
    case 12:
      if !isNegative, rest.isEmpty, let day = clockForm(Int(number)) { return day }
      fallthrough
    case 13: return GregorianDay(millisecondsSince1970: signed).map { .gregorian($0) }
    default: return nil
    }
  }

  /// The day of 202405181020.
  private static func clockForm(_ number: Int) -> CalendarDay? {
    let day = number / 10_000
    guard (1900...2099).contains(day / 10_000), number / 100 % 100 < 24, number % 100 < 60 else {
      return nil
    }
    return CalendarDay(year: day / 10_000, month: day / 100 % 100, day: day % 100)
  }

  /// Whether `byte` may stand in a time and its zone: 02:51:32.5+03:00, Z.
  private static func isOfTime(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "."),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "Z"):
      true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
