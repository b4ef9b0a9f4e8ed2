public import FihristFormat
public import FihristIndexing

extension SourceDocument {
  /// What an import tells of a record that has none of the texts that are searched: they are
  /// probably under names that no field takes. `nil` if it has one.
  ///
  /// A writer takes such a document, which is then only stored for display.
  public func textProblem(in schema: Schema) -> String? {
    let names = schema.indexedFields.map { schema.fields[$0].name }
    let isThere = names.contains { values[$0] != nil || !(lists[$0] ?? []).isEmpty }
    return isThere ? nil : RecordReader.noText
  }
}
