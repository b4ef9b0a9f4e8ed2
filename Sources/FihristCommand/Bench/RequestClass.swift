import Fihrist

/// Requests of one class, in the order of the file; the texts of their queries are parsed.
struct RequestClass: Sendable {
  /// What the file calls the class.
  var name: String
  /// At least one.
  var requests: [MeasuredRequest]
}
