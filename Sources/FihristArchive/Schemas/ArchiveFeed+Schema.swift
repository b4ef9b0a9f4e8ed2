extension ArchiveFeed {
  /// Recognizes the members of the records from the first records of the first JSON or table. The
  /// feed still returns those records, even from standard input. Files in a folder whose records
  /// have neither a key nor a text are passed over, unless the import has only such files. Files
  /// whose members have other names are read by their own, except where `overrides` name some.
  ///
  /// - Parameters:
  ///   - overrides: Members that the user names.
  ///   - known: What the index has stored; nil if it has no documents, so that it gets an article's
  ///     fields.
  ///   - resumes: Whether an import goes on that was interrupted, so that the members are those
  ///     that the index has stored.
  /// - Throws: ``ArchiveError``: of kind `noKey` or `noText` if the records have no such member, of
  ///   kind `schema` if the user names a member for a field that the index does not have, of kind
  ///   `interrupted`, and why the files are refused if none can be read.
  public func recognizeSchema(
    _ overrides: SchemaOverrides = SchemaOverrides(), known: KnownSchema? = nil,
    resumes: Bool = false
  ) throws -> ArchiveSchema {
    var chosen: ArchiveSchema
    if resumes, let known, let mapping = known.mapping {
      chosen = ArchiveSchema(schema: known.schema, mapping: mapping)
    } else {
      chosen = try recognize(overrides, known)
    }
    chosen.mapping.recognition = RecordMapping.Recognition(chosen, overrides)
    return chosen
  }

  private func recognize(
    _ overrides: SchemaOverrides, _ known: KnownSchema?
  ) throws -> ArchiveSchema {
    var unsuitable: Set<Int> = []
    var failure: ArchiveError?
    while let input = try reader.firstRecords(except: unsuitable) {
      do {
        return try recognizeSchema(of: input, overrides, known)
      } catch let error as ArchiveError where error.isOfRecords && !input.file.isNamed {
        // A folder may hold other files than articles: a list of them, say.
        failure = failure ?? error
        unsuitable.insert(input.file.root)
      }
    }
    let isHopeless = !hasKnownFiles && unsuitable.count == reader.inputs.files.count
    if let failure, isHopeless { throw failure }
    return try SchemaRecognition(sample: nil, overrides: overrides, known: known, path: "")
      .recognize()
  }

  private func recognizeSchema(
    of input: OpenInput, _ overrides: SchemaOverrides, _ known: KnownSchema?
  ) throws -> ArchiveSchema {
    let paths = overrides.members + (known?.mapping?.allMembers ?? [])
    return try SchemaRecognition(
      sample: input.sample(counting: paths), overrides: overrides, known: known,
      path: input.file.path.spelling
    ).recognize()
  }
}

extension ArchiveError {
  /// Whether the records have nothing that could be a key or a text.
  fileprivate var isOfRecords: Bool { kind == .noKey || kind == .noText }
}
