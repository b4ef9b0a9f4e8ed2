/// Why a schema, or ranking parameters, are not possible.
public struct SchemaError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The field concerned, or nil if the whole is.
  public var field: String?

  /// What is wrong, as a clause without a full stop.
  public var reason: String

  /// What to do about it, as an imperative clause without a full stop.
  public var advice: String

  /// Makes an error from its parts.
  public init(field: String? = nil, reason: String, advice: String) {
    self.field = field
    self.reason = reason
    self.advice = advice
  }

  /// Field, reason and advice in one sentence.
  public var description: String {
    let subject = field.map { "schema field \"\($0)\"" } ?? "schema"
    return "\(subject): \(reason); \(advice)"
  }
}
