package import FihristFormat

/// What was recognised in an archive.
package struct RecognizedSchema: Sendable, Hashable {
  /// The fields of the index.
  package let schema: Schema

  /// Which members of the records feed them.
  package let mapping: RecordMapping

  /// What was recognised, in one sentence for the user; nil if an index remembered all of it.
  package let description: String?

  /// Makes it of its parts.
  package init(schema: Schema, mapping: RecordMapping, description: String?) {
    self.schema = schema
    self.mapping = mapping
    self.description = description
  }
}

extension ArchiveFeed {
  /// Recognises how the records are spelled, by the first records of the first JSON lines; they are
  /// read again as part of the feed, also from standard input.
  ///
  /// - Parameters:
  ///   - overrides: Members that the user names.
  ///   - known: What the index says that is fed; nil if it has no documents, and takes an article's
  ///     fields.
  /// - Throws: ``ArchiveError``: of kind `noKey` or `noText` if the records have no such member, of
  ///   kind `schema` if the user names a member for a field that the index does not have, of kind
  ///   `interrupted`, and why the files are refused if none can be read.
  package func recognizeSchema(
    _ overrides: SchemaOverrides = SchemaOverrides(), known: KnownSchema? = nil
  ) throws(ArchiveError) -> RecognizedSchema {
    guard let input = try reader.firstLines() else {
      return try SchemaRecognition(sample: nil, overrides: overrides, known: known, path: "")
        .recognize()
    }
    let sample = RecordSample(input.head, isWhole: input.isWhole)
    return try SchemaRecognition(
      sample: sample, overrides: overrides, known: known, path: input.file.path.spelling
    ).recognize()
  }
}
