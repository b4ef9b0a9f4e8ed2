/// What is sent, and when.
struct LoadPlan {
  /// Requests a second; nil sends one on each connection as soon as the last is answered.
  var rate: Double?
  /// Seconds in which requests are sent and counted.
  var duration: Double
  /// Seconds before them in which requests are sent and not counted.
  var warmup: Double
  /// At most so many are open at once.
  var connections: Int
  /// Seconds after which a request is given up.
  var timeout: Double

  /// How many requests are due in all, those that do not count too; nil without a rate.
  var count: Int? { rate.map { Int(($0 * (duration + warmup)).rounded(.up)) } }

  /// When request `number`, from 0, is due: nanoseconds after the start.
  func due(_ number: Int) -> UInt64 {
    rate.map { UInt64(Double(number) * 1e9 / $0) } ?? 0
  }
}
