/// When a search has to stop; checked once per window of documents.
package struct SearchDeadline: Sendable {
  /// How long the search may take.
  package var limit: Duration?

  /// The time since the search started.
  package var elapsed: @Sendable () -> Duration

  /// Whether the search was cancelled.
  package var isCancelled: @Sendable () -> Bool

  /// Makes a deadline.
  package init(
    limit: Duration?, elapsed: @escaping @Sendable () -> Duration,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.limit = limit
    self.elapsed = elapsed
    self.isCancelled = isCancelled
  }

  /// Why to stop now; `nil` to go on.
  package var reason: StopReason? {
    if isCancelled() { return .cancelled }
    if let limit, elapsed() >= limit { return .timeLimit }
    return nil
  }
}
