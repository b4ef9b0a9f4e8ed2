/// Whether all matches are counted.
public enum MatchCounting: String, Sendable, Hashable, Codable {
  /// Documents that cannot be among the best may be skipped uncounted.
  case asFarAsSeen
  /// The total is exact.
  case exact
}
