/// Whether a text that is not a query as it stands is read all the same.
public enum QueryReading: String, Sendable, Hashable, Codable {
  /// Whatever is typed is read, and notes say what was assumed.
  case lenient
  /// What is not a query as it stands is an error.
  case strict
}
