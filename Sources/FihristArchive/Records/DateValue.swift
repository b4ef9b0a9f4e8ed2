internal import FihristCalendar
internal import FihristFormat
internal import FihristIndexing

/// A written date as a date field stores it.
struct DateValue {
  /// What the field stores.
  var kept: String

  /// What to tell the user about it; nil if a date was understood or nothing was written.
  var problem: String?

  /// Reads what was written in `field`.
  init(_ written: String, of field: Field) {
    kept = written
    do throws(DateProblem) {
      kept = try WrittenDate(reading: written, settings: DateSettings(field)).iso ?? written
    } catch {
      guard !written.allSatisfy(\.isWhitespace) else { return }
      let reason =
        switch error {
        case .unreadable: "is not understood and"
        case .ambiguous: "can be either of two days, and is"
        case .noSuchDay: "is a day that the calendar does not have, and is"
        }
      problem = "the date \"\(written)\" \(reason) stored as written"
    }
  }
}
