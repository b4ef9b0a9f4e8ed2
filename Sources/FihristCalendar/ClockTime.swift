/// A time of day as it is written, with its time zone if it has one.
package struct ClockTime: Hashable, Sendable {
  /// Seconds since midnight, 0 to 86,399.
  package let secondOfDay: Int
  /// Whether the hour, the minute or the second is the last that is written.
  package let precision: DateSpan.Precision
  /// How many seconds the zone is east of UTC, if one is written as a number, as GMT, UTC or Z, or
  /// as one of the names of RFC 2822.
  package let zone: Int?

  /// Makes a time, or nil if a day has none such. The second 60, of a leap second, counts as 59.
  init?(hour: Int, minute: Int?, second: Int?, zone: Int? = nil) {
    guard (0...23).contains(hour), (0...59).contains(minute ?? 0), (0...60).contains(second ?? 0)
    else { return nil }
    secondOfDay = hour * 3_600 + (minute ?? 0) * 60 + min(second ?? 0, 59)
    precision = minute == nil ? .hour : second == nil ? .minute : .second
    self.zone = zone
  }

  /// How many seconds it covers.
  var length: Int64 {
    switch precision {
    case .hour: 3_600
    case .minute: 60
    default: 1
    }
  }

  /// The form 10:20 or 10:20:30, without the zone.
  package var iso: String {
    var text: [UInt8] = []
    append(secondOfDay / 3_600, digits: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    append(secondOfDay / 60 % 60, digits: 2, to: &text)
    if precision == .second {
      text.append(UInt8(ascii: ":"))
      append(secondOfDay % 60, digits: 2, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension ClockTime {
  /// The same time in a zone that is written after it.
  func inZone(_ zone: Int) -> ClockTime {
    ClockTime(secondOfDay: secondOfDay, precision: precision, zone: zone)
  }

  private init(secondOfDay: Int, precision: DateSpan.Precision, zone: Int?) {
    (self.secondOfDay, self.precision, self.zone) = (secondOfDay, precision, zone)
  }

  /// How many seconds east of UTC a zone of `hours` and `minutes` is; nil if no country has such:
  /// zones are whole quarters of an hour, up to 14 hours east and 12 west.
  static func zone(isWest: Bool, hours: Int, minutes: Int) -> Int? {
    guard hours <= (isWest ? 12 : 14), minutes < 60, minutes % 15 == 0 else { return nil }
    return (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
  }
}
