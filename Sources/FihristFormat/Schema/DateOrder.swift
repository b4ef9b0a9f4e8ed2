/// Which number of a date such as 05/06/2024 is the day, if nothing else in the text tells.
public enum DateOrder: String, CaseIterable, Sendable, Hashable, Codable {
  /// The first, as everywhere outside the United States.
  case dayMonth = "day-month"
  /// The second.
  case monthDay = "month-day"
  /// Neither: the date is ambiguous, and kept as it was written.
  case undecided
}
