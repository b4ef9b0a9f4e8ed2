public import Fihrist

/// Why the server cannot start.
public struct ServerError: FihristError, Sendable, Hashable {
  /// The file, option or member concerned; may be empty.
  public var location: String
  /// What is wrong, as a clause without a full stop.
  public var reason: String
  /// What to do, as an imperative clause without a full stop.
  public var advice: String

  /// Makes an error.
  public init(location: String, reason: String, advice: String) {
    (self.location, self.reason, self.advice) = (location, reason, advice)
  }
}
