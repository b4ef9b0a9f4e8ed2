/// The part of a day in which an hour of twelve is meant.
enum DayPart {
  case morning
  case afternoon
  /// From eleven to about three.
  case noon
  /// From seven in the evening to five in the morning.
  case night

  /// The hour of 24 that `hour` of twelve is in this part; hours above 12 are not of twelve.
  func hour(_ hour: Int) -> Int {
    guard (1...12).contains(hour) else { return hour }
    switch self {
    case .morning: return hour % 12
    case .afternoon: return hour % 12 + 12
    case .noon: return hour == 11 ? 11 : hour % 12 + 12
    case .night: return hour == 12 || hour < 6 ? hour % 12 : hour + 12
    }
  }
}
