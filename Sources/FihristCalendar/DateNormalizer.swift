/// The rule for storing date fields, in the tool and in the library.
///
/// A text that names a Gregorian day is stored as that day, 2024-05-18. Any other text is stored as
/// written: it can be shown, but it does not count as a day.
package enum DateNormalizer {
  /// How a text was understood.
  package enum Outcome: Hashable, Sendable {
    /// It names a Gregorian day.
    case day(GregorianDay)
    /// It names a day of the Hijri calendar alone, and is stored as written.
    case hijri(HijriDay)
    /// It is not understood, and is stored as written.
    case unknown
  }

  /// Reads `text`.
  package static func outcome(_ text: String) -> Outcome {
    guard let date = WrittenDate(text) else { return .unknown }
    if let day = date.gregorian { return .day(day) }
    return date.hijri.map { .hijri($0) } ?? .unknown
  }

  /// The form in which a date field stores `text`.
  package static func kept(_ text: String) -> String {
    if case .day(let day) = outcome(text) { day.iso } else { text }
  }
}
