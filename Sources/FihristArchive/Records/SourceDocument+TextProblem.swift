public import FihristFormat
public import FihristIndexing

extension SourceDocument {
  /// What an import tells of a record that has none of the texts that are searched, which are then
  /// probably under names that no field takes, or no word in them. `nil` if it has one.
  ///
  /// A writer takes a document without such texts, which is then only stored for display.
  ///
  /// - Complexity: O(*n*) in the bytes before the first word.
  public func textProblem(in schema: Schema) -> String? {
    let names = schema.indexedFields.map { schema.fields[$0].name }
    let texts = names.flatMap { [values[$0]].compactMap(\.self) + (lists[$0] ?? []) }
    guard !texts.isEmpty else { return RecordReader.noText }
    return schema.hasWord(in: texts) ? nil : RecordReader.noWord
  }
}
