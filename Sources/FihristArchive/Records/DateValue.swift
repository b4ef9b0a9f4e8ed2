internal import FihristCalendar

/// A written date as a date field stores it.
struct DateValue {
  /// What the field stores.
  var kept: String

  /// What to tell the user about it; nil if a day was understood or nothing was written.
  var problem: String?

  /// Reads what was written.
  init(_ written: String) {
    kept = written
    switch DateNormalizer.outcome(written) {
    case .day(let day): kept = day.iso
    case .hijri:
      problem =
        "the date \"\(written)\" is a Hijri date without its Gregorian day and stored as written"
    case .unknown where written.isEmpty: break
    case .unknown: problem = "the date \"\(written)\" is not understood and stored as written"
    }
  }
}
