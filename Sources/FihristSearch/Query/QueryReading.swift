/// Whether a text that is not a valid query is read nevertheless.
public enum QueryReading: String, Sendable, Hashable, Codable {
  /// Any text is read, and notes say what was assumed.
  case lenient
  /// A text that is not a valid query is an error.
  case strict
}
