internal import FihristText

extension OpenCommit {
  /// The keys of all documents that a text in the query language asks to delete.
  ///
  /// - Throws: ``/FihristSearch/QueryError`` if it is not a query, or has a condition that narrows
  ///   nothing: whoever writes `نفط source:okaz` would lose all documents with نفط.
  func keys(toDelete text: String) throws -> [[UInt8]] {
    let parsed = ParsedQuery(text, analyzer: analyzer, fields: fields)
    if let error = parsed.optionalConditionErrors.first { throw error }
    return try keys(matching: try Query.parse(text, analyzer: analyzer, fields: fields))
  }
}
