public import FihristStorage

/// Why a schema or ranking parameters are invalid.
public struct SchemaError: FihristError, Sendable, Hashable {
  /// The field concerned, or nil if the whole schema is.
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

  /// The field, or the schema.
  public var location: String { field.map { "schema field \"\($0)\"" } ?? "schema" }
}
