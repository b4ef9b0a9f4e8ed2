/// A day of the Islamic calendar, as it was written. Which Gregorian day it is depends on the table
/// that was used, so none is claimed.
package struct HijriDay: Hashable, Sendable {
  /// The year, 1 to 1599.
  package let year: Int
  /// The month, 1 (Muharram) to 12.
  package let month: Int
  /// The day of the month, 1 to 30.
  package let day: Int

  /// Makes a day, or nil if it is out of range. Whether a month has 29 or 30 days is not checked.
  package init?(year: Int, month: Int, day: Int) {
    guard (1..<WrittenDate.firstGregorianYear).contains(year), (1...12).contains(month),
      (1...30).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }
}
