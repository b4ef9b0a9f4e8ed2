/// A date in a form that programs write, read without splitting the text into words: 2024-05-18,
/// optionally with a time after it, and seconds or milliseconds since 1970.
struct MachineDate {
  var date: CalendarDate
  var time: ClockTime?

  /// Gives nil for all other forms, and for days that do not exist.
  init?(_ text: String) {
    let bytes = text.utf8.prefix(40)
    guard bytes.count == text.utf8.count, bytes.count >= 9 else { return nil }
    if let date = Self.isoForm(bytes) ?? Self.epochForm(bytes) {
      self = date
    } else {
      return nil
    }
  }

  private init(date: CalendarDate, time: ClockTime? = nil) {
    (self.date, self.time) = (date, time)
  }

  private static func isoForm(_ bytes: Substring.UTF8View) -> MachineDate? {
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
    let date = try? CalendarDate(year: numbers.year, month: numbers.month, day: numbers.day)
    guard let date else { return nil }
    // An impossible time of day is skipped; the day still counts.
    return MachineDate(date: date, time: ClockTime(machineForm: bytes.dropFirst(11)))
  }

  /// Whether `byte` may be in a time and its zone: 02:51:32.5+03:00, Z.
  private static func isOfTime(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "."),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}

extension MachineDate {
  /// Digits, optionally with a sign before and a fraction after them: 9 or 10 are seconds (from
  /// March 1973 to 2286), 12 or 13 milliseconds of the same time. Twelve that are year, month, day,
  /// hour and minute of 1900 to 2099 are those.
  private static func epochForm(_ bytes: Substring.UTF8View) -> MachineDate? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = bytes.dropFirst(isNegative ? 1 : 0).prefix(while: isDigit)
    let rest = bytes.dropFirst(digits.count + (isNegative ? 1 : 0))
    guard digits.count <= 13, rest.first.map({ $0 == UInt8(ascii: ".") }) ?? true,
      rest.dropFirst().allSatisfy(isDigit)
    else { return nil }
    let number = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    let signed = isNegative ? -number : number
    switch digits.count {
    case 9, 10: return MachineDate(secondsSince1970: signed)
    case 12:
      if !isNegative, rest.isEmpty, let date = MachineDate(minute: Int(number)) { return date }
      fallthrough
    case 13: return MachineDate(secondsSince1970: signed.quotient(roundedDownBy: 1_000))
    default: return nil
    }
  }

  /// The moment in UTC; nil if its year is not one of 1 to 9999.
  init?(secondsSince1970 seconds: Int64) {
    guard let day = GregorianDay(secondsSince1970: seconds) else { return nil }
    let second = Int(seconds - Int64(day.daysSince1970) * 86_400)
    self.init(
      date: CalendarDate(day),
      time: ClockTime(hour: second / 3_600, minute: second / 60 % 60, second: second % 60, zone: 0))
  }

  /// The minute of 202405181020; nil if no day from 1900 to 2099 has it.
  init?(minute number: Int) {
    let day = number / 10_000
    guard (1900...2099).contains(day / 10_000),
      let time = ClockTime(hour: number / 100 % 100, minute: number % 100, second: nil),
      let date = try? CalendarDate(year: day / 10_000, month: day / 100 % 100, day: day % 100)
    else { return nil }
    self.init(date: date, time: time)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

extension ClockTime {
  /// The time of 10, 10:20, 10:20:30 and 10:20:30.123, optionally with Z, +03:00, +0300 or +03
  /// after it.
  fileprivate init?(machineForm bytes: Substring.UTF8View) {
    var bytes = bytes
    guard let hour = Self.twoDigits(&bytes) else { return nil }
    let minute = Self.part(UInt8(ascii: ":"), &bytes)
    let second = minute == nil ? nil : Self.part(UInt8(ascii: ":"), &bytes)
    if second != nil, bytes.first == UInt8(ascii: ".") {
      bytes = bytes.dropFirst().drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    var zone: Int?
    switch bytes.popFirst() {
    case nil: break
    case UInt8(ascii: "Z"): zone = 0
    case let sign?:
      guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
        let hours = Self.twoDigits(&bytes)
      else { return nil }
      let minutes = Self.part(UInt8(ascii: ":"), &bytes) ?? Self.twoDigits(&bytes) ?? 0
      zone = Self.zone(isWest: sign == UInt8(ascii: "-"), hours: hours, minutes: minutes)
      if zone == nil { return nil }
    }
    guard bytes.isEmpty else { return nil }
    self.init(hour: hour, minute: minute, second: second, zone: zone)
  }

  /// Takes `mark` and two digits, or nothing.
  private static func part(_ mark: UInt8, _ bytes: inout Substring.UTF8View) -> Int? {
    guard bytes.first == mark else { return nil }
    var rest = bytes.dropFirst()
    guard let number = twoDigits(&rest) else { return nil }
    bytes = rest
    return number
  }

  private static func twoDigits(_ bytes: inout Substring.UTF8View) -> Int? {
    guard let first = bytes.first, let second = bytes.dropFirst().first else { return nil }
    let (tens, ones) = (first &- UInt8(ascii: "0"), second &- UInt8(ascii: "0"))
    guard tens < 10, ones < 10 else { return nil }
    bytes = bytes.dropFirst(2)
    return Int(tens) * 10 + Int(ones)
  }
}
