/// A condition on how a document writes a word.
struct ExactFormCondition {
  /// The word as written.
  var written: String

  /// The fields that have it; `nil` for any.
  var fields: [String]?
}
