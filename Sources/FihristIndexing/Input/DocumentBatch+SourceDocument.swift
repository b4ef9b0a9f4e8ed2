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
      guard let text = document.values[definition.name] else { continue }
      append(field: field, text)
      found += 1
    }
    guard found == document.values.count else {
      cancel()
      let known = Set(schema.fields.map(\.name))
      return document.values.keys.filter { !known.contains($0) }.sorted()
    }
    end()
    return []
  }
}
