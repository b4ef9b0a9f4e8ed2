package import FihristFormat
public import FihristIndexing

/// The articles of an archive: files of JSON, tables, pages and texts, compressed or not.
///
///     let archive = ArchiveFeed(try ArchiveInputs(["articles.jsonl.gz"]))
///     let recognized = try archive.recognizeSchema()
///     let input = DocumentInput(archive, mapping: recognized.mapping)
///     let summary = try await BulkIndexer.run(
///       input, into: "articles.index", schema: recognized.schema)
///
/// It is read once, even if the value was copied.
public struct ArchiveFeed: DocumentFeed {
  private let inputs: ArchiveInputs
  let reader: ArchiveReader

  /// Makes a feed of `inputs`; nothing is opened yet.
  public init(_ inputs: ArchiveInputs, options: ArchiveOptions = ArchiveOptions()) {
    self.inputs = inputs
    hasKnownFiles = false
    reader = ArchiveReader(inputs, options)
  }

  /// Whether other files of the same import gave documents and have not changed.
  let hasKnownFiles: Bool

  /// Makes a feed of the files that `run` reads.
  init(_ inputs: ArchiveInputs, options: ArchiveOptions, run: ImportRun, hasKnownFiles: Bool) {
    self.inputs = inputs
    self.hasKnownFiles = hasKnownFiles
    reader = ArchiveReader(inputs, options)
    reader.run = run
  }

  /// Which members of the records feed the fields; set it before the first chunk is read.
  package var mapping: RecordMapping {
    get { reader.mapping }
    nonmutating set { reader.mapping = newValue }
  }

  /// Bytes of the files that were read, compressed as they are in the files.
  package var inputBytes: UInt64 { reader.position }

  /// Bytes of all files, or nil if one of them is a stream.
  package var totalInputBytes: UInt64? { inputs.byteCount }

  /// What was recognized in the files of records and tables that were read, each once: files whose
  /// members have other names are read by their own. At most the first 20 of them.
  public var recognitions: [FileRecognition] { reader.recognitions.all }

  /// In how many more files something else was recognized.
  public var otherRecognizedFiles: Int { reader.recognitions.otherFiles }

  /// The next chunk, or nil at the end.
  ///
  /// - Throws: ``ArchiveError`` if a file that the caller named cannot be opened or understood, or
  ///   if a file cannot be read and the options are strict.
  package mutating func nextChunk() throws -> ArchiveChunk? { try reader.next() }

  /// The next chunk of whole records that were read already, or nil if there are none.
  package mutating func restChunk() throws -> ArchiveChunk? {
    reader.interrupt()
    return try reader.next()
  }

  /// What a commit says about the files; see ``ArchiveImport``.
  package func checkpoint(after userData: [String: String]) throws -> [String: String] {
    try reader.checkpoint(after: userData)
  }

  /// Adds the articles of `chunk` to `batch` and what is wrong with them to `report`.
  ///
  /// - Throws: ``ArchiveError`` of kind `record` for the first record that would be left out, if
  ///   the options are strict.
  package static func parse(
    _ chunk: ArchiveChunk, schema: Schema, into batch: inout DocumentBatch,
    report: inout InputReport
  ) throws {
    for failure in chunk.failures {
      report.add(failure.problem, file: failure.path, line: failure.line, failure.message)
    }
    try unsafe chunk.bytes.withUnsafeBufferPointer { all in
      let bytes = unsafe ByteView(all)
      switch chunk.content {
      case .lines(let file, let firstLine):
        let first = batch.count
        try parse(lines: bytes, file, from: firstLine, chunk, schema, &batch, &report)
        chunk.ledger?.add(batch, from: first, root: file.root)
      case .records(let file, let form, let records):
        let first = batch.count
        try parse(records, bytes, form, file, chunk, schema, &batch, &report)
        chunk.ledger?.add(batch, from: first, root: file.root)
      case .articles(let articles):
        var reader = WholeFileReader(schema: schema, mapping: chunk.mapping)
        for article in articles {
          if chunk.mapping.pathRule != nil {
            let mapping = chunk.mapping.applied(to: article.file.path)
            reader = WholeFileReader(schema: schema, mapping: mapping)
          }
          let first = batch.count
          try note(
            reader.read(bytes, article, into: &batch), file: article.file.path.spelling,
            line: nil, isStrict: chunk.isStrict, to: &report)
          chunk.ledger?.add(batch, from: first, root: article.file.root)
        }
      }
    }
  }

  private static func parse(
    lines bytes: ByteView, _ file: InputFile, from firstLine: Int, _ chunk: ArchiveChunk,
    _ schema: Schema, _ batch: inout DocumentBatch, _ report: inout InputReport
  ) throws {
    var reader = RecordReader(
      bytes, isUTF8: UTF8Check.isValid(bytes), schema: schema,
      mapping: chunk.mapping.applied(to: file.path))
    var line = firstLine
    var start = 0
    while start < bytes.count {
      let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: start..<bytes.count)
      try bytes.forEachRecord(in: start..<end) { range in
        let outcome = reader.read(range, numbered: "\(file.name):\(line)", into: &batch)
        try note(
          outcome, file: file.path.spelling, line: line, isStrict: chunk.isStrict, to: &report)
      }
      start = end + 1
      line += 1
    }
  }

  private static func parse(
    _ records: [ScannedRecord], _ bytes: ByteView, _ form: ArchiveChunk.RecordForm,
    _ file: InputFile, _ chunk: ArchiveChunk, _ schema: Schema, _ batch: inout DocumentBatch,
    _ report: inout InputReport
  ) throws {
    var reader = FormReader(bytes, form, file.name, schema, chunk.mapping.applied(to: file.path))
    var hasLines = true
    if case .rows(let table) = form { hasLines = table.hasLines }
    for record in records {
      let outcome = reader.read(record, into: &batch)
      try note(
        outcome.inRecord(record.number), file: file.path.spelling,
        line: hasLines ? record.line : nil, isStrict: chunk.isStrict, to: &report)
    }
  }

  private static func note(
    _ outcome: RecordReader.Outcome, file: String, line: Int?, isStrict: Bool,
    to report: inout InputReport
  ) throws(ArchiveError) {
    switch outcome {
    case .blank: return
    case .skipped(let reason): report.add(.skipped, file: file, line: line ?? 0, reason)
    case .document(let replacements, let valueProblems):
      let (characters, halves) = (replacements.characters, replacements.halves)
      if characters > 0 {
        report.add(
          .notUTF8, file: file, line: line ?? 0,
          characters == 1
            ? "1 character was not UTF-8 and shows as U+FFFD"
            : "\(characters) characters were not UTF-8 and show as U+FFFD")
      }
      if halves > 0 {
        report.add(
          .notUTF8, file: file, line: line ?? 0,
          halves == 1
            ? "1 escape was half of a pair (\\ud800 to \\udfff) and shows as U+FFFD"
            : "\(halves) escapes were halves of pairs (\\ud800 to \\udfff) and show as U+FFFD")
      }
      for problem in valueProblems { report.add(.value, file: file, line: line ?? 0, problem) }
    case .lost(let problem, let message):
      guard !isStrict else {
        throw ArchiveError(
          .record, path: file, line: line, reason: message,
          advice: "correct the record, or leave out --strict to skip it")
      }
      report.add(problem, file: file, line: line ?? 0, message)
    }
  }
}

extension DocumentInput {
  /// Makes an input of an archive, which is read once.
  ///
  /// An index that is built of it remembers the mapping
  /// (``/FihristIndexing/IndexingOptions/inputMapping``).
  ///
  /// - Parameter mapping: Which members of the records feed the fields.
  public init(_ archive: ArchiveFeed, mapping: RecordMapping = .article) {
    archive.mapping = mapping
    self.init(archive, inputMapping: mapping.json)
  }
}
