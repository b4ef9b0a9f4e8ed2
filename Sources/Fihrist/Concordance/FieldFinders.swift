/// The stored fields in which occurrences of a query are looked for, each with a finder.
struct FieldFinders {
  /// By the ordinals of fields in the schema.
  var finders: [Int: OccurrenceFinder] = [:]

  /// The names of the fields; `nil` if these are all that are searched.
  let names: [String]?

  /// - Parameter names: The names of searched fields; `nil` for all that are stored.
  /// - Throws: ``IndexError`` of kind `invalid` for a field that is not searched and stored.
  init(
    _ query: Query, in names: [String]?, _ schema: Schema, _ analyzer: Analyzer
  ) throws(IndexError) {
    let stored = schema.indexedFields.filter { schema.fields[$0].isStored }
    let known = stored.map { schema.fields[$0].name }
    if let unknown = names?.first(where: { !known.contains($0) }) {
      throw IndexError.invalid(
        "fields", "'\(unknown)' is not a field whose words are searched and whose text is stored",
        advice: known.isEmpty
          ? "index the texts again and store them"
          : "use \(known.joined(separator: ", "))")
    }
    guard !stored.isEmpty else {
      throw IndexError.invalid(
        "the index", "it stores no text whose words are searched",
        advice: "index the texts again and store them")
    }
    for field in stored where names?.contains(schema.fields[field].name) ?? true {
      finders[field] = OccurrenceFinder(
        query, inField: schema.fields[field].name, analyzer: analyzer)
    }
    self.names =
      finders.count == schema.indexedFields.count
      ? nil : finders.keys.sorted().map { schema.fields[$0].name }
  }
}
