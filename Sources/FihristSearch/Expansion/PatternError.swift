/// Why a text is not a regular expression.
struct PatternError: Error, Hashable {
  /// The index of the scalar at which it ends to be one.
  var offset: Int

  /// What is wrong, as a clause without a full stop.
  var reason: String
}
