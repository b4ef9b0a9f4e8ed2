/// Why a search stopped before its end.
public enum StopReason: String, Sendable, Hashable, Codable {
  /// The time limit was reached.
  case timeLimit
  /// The task that searched was cancelled.
  case cancelled
}
