/// Whose years and months are counted.
public enum DateCalendarName: String, Sendable, Hashable, Codable, CaseIterable {
  /// The calendar of most countries.
  case gregorian
  /// Umm al-Qura where its table reaches, else the arithmetic calendar.
  case hijri
}
