/// A condition on where a document has the terms of a plan.
struct PositionalCondition {
  /// A term, and by what its positions are to differ from those of the others.
  struct Part {
    /// The ordinal of the term in the plan.
    var term: Int
    var offset: UInt32
  }

  /// The terms.
  var parts: [Part]

  /// By how much positions less offsets may differ.
  var slop: UInt32

  /// Whether occurrences must come in the order of ``parts``.
  var isOrdered: Bool

  /// The names of the fields that have the occurrences; `nil` for any one field.
  var fields: [String]?
}
