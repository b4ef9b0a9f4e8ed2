extension ArchiveFeed {
  /// Recognizes the members of the records from the first records of the first JSON or table. The
  /// feed still returns those records, even from standard input.
  ///
  /// - Parameters:
  ///   - overrides: Members that the user names.
  ///   - known: What the index has stored; nil if it has no documents, so that it gets an article's
  ///     fields.
  /// - Throws: ``ArchiveError``: of kind `noKey` or `noText` if the records have no such member, of
  ///   kind `schema` if the user names a member for a field that the index does not have, of kind
  ///   `interrupted`, and why the files are refused if none can be read.
  public func recognizeSchema(
    _ overrides: SchemaOverrides = SchemaOverrides(), known: KnownSchema? = nil
  ) throws -> ArchiveSchema {
    guard let input = try reader.firstRecords() else {
      return try SchemaRecognition(sample: nil, overrides: overrides, known: known, path: "")
        .recognize()
    }
    let sample =
      input.table.map { RecordSample(rows: input.head, $0, isWhole: input.isWhole) }
      ?? RecordSample(
        input.head, input.format, isWhole: input.isWhole, paths: overrides.members)
    return try SchemaRecognition(
      sample: sample, overrides: overrides, known: known, path: input.file.path.spelling
    ).recognize()
  }
}
