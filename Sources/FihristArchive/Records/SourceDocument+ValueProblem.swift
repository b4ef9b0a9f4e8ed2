internal import FihristCalendar
public import FihristFormat
public import FihristIndexing

extension SourceDocument {
  /// What an import would tell of each value that its field does not understand, in the order of
  /// `schema`: such as a date that is not one.
  ///
  /// The document can be indexed all the same; the column of the field has nothing for it.
  ///
  /// - Complexity: O(*n*) in the bytes of its values.
  public func valueProblems(in schema: Schema) -> [String] { schema.fields.flatMap(problems) }

  private func problems(of field: Field) -> [String] {
    guard !field.isText else { return [] }
    let texts = [values[field.name]].compactMap(\.self) + (lists[field.name] ?? [])
    let problems = texts.map { text in
      field.type == .date
        ? DateValue(text, of: field).problem : ValueProblem.message(Array(text.utf8), of: field)
    }
    return (problems + [ValueProblem.message(valueCount: texts.count, of: field)])
      .compactMap(\.self)
  }
}
