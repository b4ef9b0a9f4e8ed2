/// How long to wait before something is tried again that has failed: twice as long each time.
struct GrowingPause: Sendable {
  private static let first = Duration.seconds(1)
  /// Whoever starts a broker again wants to see it used soon.
  private static let longest = Duration.seconds(16)

  private var length = first
  /// When to try again; nil if the last try went well.
  private(set) var end: ContinuousClock.Instant?

  /// Whether to try.
  func isOver(at now: ContinuousClock.Instant) -> Bool { end.map { $0 <= now } ?? true }

  /// Notes that a try has failed.
  mutating func extend(at now: ContinuousClock.Instant) {
    end = now + length
    length = min(length * 2, Self.longest)
  }

  /// Notes that a try went well.
  mutating func finish() { self = GrowingPause() }
}
