import FihristFormat

extension DocumentBatch {
  /// Adds a document that a program passes in.
  ///
  /// - Returns: The names of its fields that `schema` does not have, in order; the document is not
  ///   added if there are any.
  mutating func append(_ document: SourceDocument, schema: Schema) -> [String] {
    begin(key: document.key)
    var found = 0
    for (field, definition) in schema.fields.enumerated() {
      if let text = document.values[definition.name] {
        append(field: field, text)
        found += 1
      }
      if let texts = document.lists[definition.name] {
        for text in texts { append(field: field, text) }
        found += 1
      }
    }
    guard found == document.values.count + document.lists.count else {
      cancel()
      let known = Set(schema.fields.map(\.name))
      return Set(document.values.keys).union(document.lists.keys).subtracting(known).sorted()
    }
    end()
    return []
  }
}
