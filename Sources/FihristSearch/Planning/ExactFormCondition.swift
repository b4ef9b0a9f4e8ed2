/// A condition on how a document writes words.
struct ExactFormCondition {
  /// The words as written.
  var written: String

  /// The fields that have them; `nil` for any.
  var fields: [String]?
}
