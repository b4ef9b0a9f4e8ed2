/// The time that a written date covers: 2015 is a year, 2015-07-21T10:30 a minute.
package struct DateSpan: Hashable, Sendable {
  /// How exactly a time is said, from the coarsest.
  package enum Precision: Int, CaseIterable, Comparable, Hashable, Sendable {
    case year, month, day, hour, minute, second

    /// The coarser one first.
    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// The first second, counted from the start of 1970 in UTC.
  package let start: Int64
  /// The second after the last, above `start`.
  package let end: Int64
  /// The unit that the text names.
  package let precision: Precision
  /// The calendar of that unit.
  package let calendar: DateCalendar
  /// Whether it is computed from a Hijri date that no published calendar has, and may be a day or
  /// two off.
  package let isApproximate: Bool

  /// The seconds from `start` up to and without `end`.
  package var seconds: Range<Int64> { start..<end }
}
