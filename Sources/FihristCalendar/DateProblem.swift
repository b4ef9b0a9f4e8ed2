/// Why a text has no date.
package enum DateProblem: Error, Hashable, Sendable {
  /// It is in none of the known forms, contradicts itself or says more than a date.
  case unreadable
  /// It is a date of either of two days, and the settings do not choose.
  case ambiguous(GregorianDay, GregorianDay)
  /// It has the form of a date, and the calendar does not have the day.
  case noSuchDay
}
