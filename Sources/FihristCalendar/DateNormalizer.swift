/// The rule for storing date fields, in the tool and in the library.
///
/// A text that names a Gregorian day is stored as that day, 2024-05-18, optionally with its time,
/// 2024-05-18T10:20:30. Any other text is stored as written.
package enum DateNormalizer {
  /// How a text was understood.
  package enum Outcome: Hashable, Sendable {
    /// It names a Gregorian day.
    case day(GregorianDay)
    /// It names a day of the Hijri calendar alone, and is stored as written.
    case hijri(HijriDay)
    /// It names a month or a year, and is stored as written.
    case period(DateSpan)
    /// It has no date, and is stored as written.
    case unknown
  }

  /// Reads `text`.
  package static func outcome(_ text: String) -> Outcome {
    guard let date = WrittenDate(text) else { return .unknown }
    if let day = date.gregorian { return .day(day) }
    return date.hijri.map { .hijri($0) } ?? .period(date.span)
  }

  /// The form in which a date field stores `text`.
  package static func kept(_ text: String) -> String { WrittenDate(text)?.iso ?? text }
}
