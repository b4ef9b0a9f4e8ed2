/// A span of time that a bucket of dates covers. Weeks start on Monday.
public enum DateUnit: String, Sendable, Hashable, Codable, CaseIterable {
  /// From the first to the last day of the unit.
  case year, month, week, day
}
