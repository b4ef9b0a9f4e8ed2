/// What requests of one kind took, by both ways to count.
///
/// A program that waits for an answer before it asks again asks less while the server is slow, and
/// so leaves out just the requests that would have been slow (coordinated omission). At a steady
/// rate each request has a time at which it was to be sent, and readers wait from then on.
struct RequestLatencies: Sendable {
  /// From the time at which the request was to be sent.
  private(set) var intended = Latencies()
  /// From the time at which it was sent.
  private(set) var sent = Latencies()

  /// Adds a request.
  ///
  /// - Parameters:
  ///   - due: When it was to be sent.
  ///   - start: When it was sent; nil if it never was.
  ///   - end: When its answer was there.
  mutating func record(due: UInt64, start: UInt64?, end: UInt64) {
    intended.record(end > due ? end - due : 0)
    if let start { sent.record(end > start ? end - start : 0) }
  }

  /// Adds all of `other`.
  mutating func add(_ other: RequestLatencies) {
    intended.add(other.intended)
    sent.add(other.sent)
  }
}
