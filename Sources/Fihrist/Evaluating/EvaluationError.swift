/// Why a file of judgements or a run cannot be used, and what to do about it.
public struct EvaluationError: FihristError, Sendable, Hashable {
  /// The situations that a caller can act on.
  public enum Kind: Sendable, Hashable {
    /// The line does not have as many parts as its kind of file.
    case parts
    /// A grade is not a whole number, or a score not a number.
    case number
    /// A document was already judged, or ranked, for the same topic.
    case repeated
  }

  /// The situation.
  public var kind: Kind

  /// The file, as the caller named it.
  public var path: String

  /// The line, from 1.
  public var line: Int

  /// What is wrong, as a clause without a full stop.
  public var reason: String

  /// What to do next, as an imperative clause without a full stop.
  public var advice: String

  /// Makes an error from its parts.
  public init(_ kind: Kind, path: String, line: Int, reason: String, advice: String) {
    self.kind = kind
    self.path = path
    self.line = line
    self.reason = reason
    self.advice = advice
  }

  /// The file and the line.
  public var location: String { "\(path):\(line)" }
}
