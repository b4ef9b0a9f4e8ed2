internal import FihristFormat
internal import FihristIndexing

/// Reads the files of an archive in turn and cuts them into chunks.
///
/// One thread at a time may use it; the feed's callers promise that.
final class ArchiveReader: @unchecked Sendable {
  /// The bytes of text articles in a chunk, at least.
  private static let articleBytes = 1 << 20

  let inputs: ArchiveInputs
  let options: ArchiveOptions
  private var nextFile = 0
  /// The results of opening files to recognize their format. Reading continues with them; no file
  /// is opened twice.
  var opened: [Int: Result<OpenInput, ArchiveError>] = [:]
  /// Walks over the files in streams, which were started to recognize their records.
  var walks: [Int: PackedWalk] = [:]
  private var records: (source: Source, input: OpenInput, mapping: RecordMapping)?

  /// What cuts the file that is being read into chunks.
  private enum Source {
    case lines(LineChunks)
    case records(any RecordSource, ArchiveChunk.RecordForm)
  }

  /// The file that holds others, and is being read.
  private var packed: (input: OpenInput, walk: PackedWalk)?

  private var articles: [ArchiveChunk.Article] = []
  private var articleBytes: [UInt8] = []
  private var failures: [ArchiveChunk.Failure] = []
  private var pending: ArchiveError?
  private var finishedBytes = 0

  init(_ inputs: ArchiveInputs, _ options: ArchiveOptions) {
    self.inputs = inputs
    self.options = options
    do throws(ArchiveError) {
      for failure in inputs.failures { try report(failure) }
    } catch {
      pending = error
    }
  }

  /// Which members of the records feed the fields; set before the first chunk is read.
  var mapping = RecordMapping.article

  /// The import that the reading belongs to; nil if nothing is remembered of the files.
  var run: ImportRun?

  /// How many files of each format were opened.
  private(set) var openedFormats: [InputFormat: Int] = [:]

  /// How many files in each encoding were opened.
  private(set) var openedEncodings: [TextEncoding: Int] = [:]

  /// What was recognized in the files of records that were opened.
  private(set) var recognitions = FileRecognitions()

  /// How many bytes of the files were read, compressed as they are in the files.
  var position: UInt64 {
    UInt64(finishedBytes + ((packed?.input ?? records?.input)?.stream.reached ?? 0))
  }

  /// Asks the reader to stop after what it has read, from any thread.
  func interrupt() { options.interruption.request() }

  /// The next chunk, or nil at the end of the last file.
  func next() throws(ArchiveError) -> ArchiveChunk? {
    guard let run else { return try nextRead() }
    while let chunk = try nextRead() {
      if let rest = run.take(chunk) { return rest }
    }
    return nil
  }

  /// What a commit of all chunks so far says about the files.
  func checkpoint(after userData: [String: String]) throws -> [String: String] {
    guard let run else { return [:] }
    return try run.checkpoint(
      after: userData, waiting: Set(articles.map(\.file.root)),
      isAtEnd: nextFile >= inputs.files.count && packed == nil && records == nil
        && articles.isEmpty && !options.interruption.isRequested)
  }

  /// The next chunk, also of what an interrupted import has read before.
  private func nextRead() throws(ArchiveError) -> ArchiveChunk? {
    while true {
      if let chunk = try nextRecords() { return chunk }
      if let pending { throw pending }
      if articleBytes.count >= Self.articleBytes { return takeArticles() }
      guard hasMore else { return takeRest() }
      do throws(ArchiveError) {
        try openNext()
      } catch {
        // The articles before the error come first.
        pending = error
      }
      if records != nil || pending != nil, let chunk = takeRest() { return chunk }
    }
  }

  /// Whether another file can be opened: after an interruption only one that was opened before, to
  /// recognize its format, so that part of it was read.
  private var hasMore: Bool {
    if options.interruption.isRequested { return opened[nextFile] != nil }
    return nextFile < inputs.files.count || packed != nil
  }

  /// The next records of the file that is being read, or nil if there are none.
  private func nextRecords() throws(ArchiveError) -> ArchiveChunk? {
    guard let records else { return nil }
    let file = records.input.file
    do throws(ArchiveError) {
      switch records.source {
      case .lines(let chunks):
        if let chunk = try chunks.next() {
          for line in chunk.tooLong { try report(tooLong: "line", file, line: line) }
          return self.chunk(
            .lines(file: file, firstLine: chunk.firstLine), chunk.bytes, records.mapping)
        }
      case .records(let chunks, let form):
        if let chunk = try chunks.next() {
          for record in chunk.tooLong {
            try report(tooLong: "record", file, line: record.line)
          }
          return self.chunk(
            .records(file: file, form, chunk.records), chunk.bytes, records.mapping)
        }
      }
    } catch {
      // The part that was read is kept, whether the caller named the file or not.
      try report(packed?.walk.giveUp(error) ?? error, root: file.root)
    }
    finish(records.input, isRead: true)
    self.records = nil
    return nil
  }

  func open(_ index: Int) -> Result<OpenInput, ArchiveError> {
    if let result = opened.removeValue(forKey: index) { return result }
    do throws(ArchiveError) {
      return .success(try OpenInput(inputs.files[index], options))
    } catch {
      return .failure(error)
    }
  }

  private func openNext() throws(ArchiveError) {
    if let packed { return try openMember(of: packed) }
    let index = nextFile
    nextFile += 1
    let file = inputs.files[index]
    do throws(ArchiveError) {
      let input = try open(index).get()
      if input.isPacked, let unpacker = options.unpacker {
        let started = walks.removeValue(forKey: index)
        if let started {
          packed = (input, started)
        } else {
          packed = (input, try PackedWalk(input, unpacker, options))
        }
      } else {
        try startOrRefuse(input)
      }
    } catch {
      try refuse(file, error)
    }
  }

  /// Starts to read a file. A table that is refused for its columns counts as read: it stays what
  /// it is until it changes.
  private func startOrRefuse(_ input: OpenInput) throws(ArchiveError) {
    do throws(ArchiveError) {
      try start(input)
    } catch  where error.kind == .noText {
      try refuse(input.file, error)
      complete(input, isWhole: false)
    }
  }

  /// Starts to read the next file in a file.
  private func openMember(of packed: (input: OpenInput, walk: PackedWalk)) throws(ArchiveError) {
    do throws(ArchiveError) {
      let member = try packed.walk.next()
      for note in packed.walk.takeNotes() { self.note(.skipped, note.path, note.message) }
      guard let member else {
        finishedBytes += packed.input.stream.reached
        complete(packed.input)
        self.packed = nil
        return
      }
      try start(member)
    } catch {
      try report(packed.walk.giveUp(error), root: packed.input.file.root)
    }
  }

  private func start(_ input: OpenInput) throws(ArchiveError) {
    openedFormats[input.format, default: 0] += 1
    if let encoding = input.encoding.encoding, !input.format.isRaw {
      openedEncodings[encoding, default: 0] += 1
    }
    let mapping = try adaptedMapping(input)
    switch input.format {
    case .jsonLines:
      let chunks = LineChunks(head: input.takeHead(), input.stream, limit: options.lineLimit)
      records = (.lines(chunks), input, mapping)
    case .json:
      records = (.records(source(JSONRecordScanner(), input), .json), input, mapping)
    case .csv, .sqlite:
      guard let form = input.table else { return }
      try check(form, input.file, mapping)
      records = (.records(source(RowScanner(form), input), .rows(form)), input, mapping)
    case .xml:
      guard let form = input.marked else { return }
      records = (.records(source(MarkedScanner(form), input), .marked(form)), input, mapping)
    case .warc: records = (.records(source(WARCScanner(), input), .crawl), input, mapping)
    case .mail:
      records = (.records(source(Self.mailScanner(input), input), .mail), input, mapping)
    case .text, .markdown, .html, .epub, .docx, .auto: try take(article: input)
    }
  }

  private static func mailScanner(_ input: OpenInput) -> MailScanner {
    unsafe input.head.withUnsafeBufferPointer { MailScanner(unsafe ByteView($0)) }
  }

  /// The mapping for the records of `input`.
  private func adaptedMapping(_ input: OpenInput) throws(ArchiveError) -> RecordMapping {
    switch input.format {
    case .jsonLines, .json, .csv, .sqlite:
      guard mapping.recognition != nil else { return mapping }
      try ignoringDamage { () throws(ArchiveError) in
        try input.extendHeadToRecord(limit: options.lineLimit)
      }
      return mapping.adapted(to: input, noting: &recognitions)
    default: return mapping
    }
  }

  /// Refuses a table of columns that feed nothing.
  private func check(
    _ form: TableForm, _ file: InputFile, _ mapping: RecordMapping
  ) throws(ArchiveError) {
    let wanted = Set(mapping.fields.flatMap { [$0.key] + $0.value })
    // An empty file has no columns, and nothing to lose.
    guard !form.columns.isEmpty, wanted.isDisjoint(with: form.columns), !mapping.fields.isEmpty
    else { return }
    let names = form.columns.prefix(12).map { "\"\($0)\"" }.joined(separator: ", ")
    throw ArchiveError(
      .noText, path: file.path.spelling,
      reason: "no column is known to hold text; they are called \(names)",
      advice: "index it alone, and name a column with --body or --title")
  }

  private func source(
    _ scanner: some RecordScanner, _ input: OpenInput
  ) -> any RecordSource {
    RecordChunks(scanner, head: input.takeHead(), input.stream, limit: options.lineLimit)
  }

  /// Counts the bytes of `input`, which was read, and says what its encoding was taken for.
  private func finish(_ input: OpenInput, isRead: Bool) {
    if packed == nil {
      finishedBytes += input.stream.reached
      if isRead { complete(input) }
    }
    if let note = input.encodingNote { self.note(.encoding, input.file.path, note) }
  }

  /// Tells the import that a file was read as far as it ever is. After an interruption nobody knows
  /// whether it was.
  ///
  /// Archives with a directory and databases are not read in order, and of other files the end may
  /// be missing, if that `isWhole` is false: they are read once more, for their hash.
  private func complete(_ input: OpenInput, isWhole: Bool = true) {
    guard let run, !options.interruption.isRequested else { return }
    let content =
      (isWhole ? input.stream.content : nil)
      ?? ContentHash(ofWhole: input.file, interruption: options.interruption)
    run.complete(input.file.root, content)
  }

  /// Tells something about a file that is not a fault.
  private func note(_ problem: InputReport.Problem, _ path: InputPath, _ message: String) {
    failures.append(
      ArchiveChunk.Failure(problem: problem, path: path.spelling, message: message))
  }

  /// Reads a whole article.
  private func take(article input: OpenInput) throws(ArchiveError) {
    var isRead = false
    defer { finish(input, isRead: isRead) }
    try input.extendHeadToEnd(limit: options.lineLimit)
    isRead = true
    guard input.head.count <= options.lineLimit else {
      return try report(tooLong: "article", input.file, line: nil)
    }
    let start = articleBytes.count
    var bytes = input.takeHead()
    if input.format == .text {
      let (rest, count) = RunningHeads.removed(from: bytes)
      bytes = rest
      if count > 0 {
        note(.skipped, input.file.path, "lines that repeat at the ends of its pages: \(count)")
      }
    }
    articleBytes.append(
      contentsOf: input.format.isRaw ? bytes : TextCleaning.cleaned(bytes))
    articles.append(
      ArchiveChunk.Article(
        file: input.file, format: input.format, range: start..<articleBytes.count))
  }
}

// MARK: What is left out

extension ArchiveReader {
  /// A file that the caller named must be readable. One inside a folder is only reported, and so is
  /// a damaged file, which the user may fetch again.
  private func refuse(_ file: InputFile, _ error: ArchiveError) throws(ArchiveError) {
    if file.isNamed, !error.isDamage, error.kind != .interrupted { throw error }
    try report(error, root: file.root)
  }

  /// Reports a file, or the rest of one, that cannot be read; an interruption is not reported.
  ///
  /// - Parameter root: The number of the file that is not read to its end, or holds the one that is
  ///   not; nil if it has none.
  private func report(_ error: ArchiveError, root: Int? = nil) throws(ArchiveError) {
    if error.kind == .interrupted { return }
    if let root, error.hidesRest { run?.cut(root) }
    if options.isStrict { throw error }
    let rest = error.isDamage ? "; the part before that is read" : ""
    failures.append(
      ArchiveChunk.Failure(
        problem: .unreadable, path: error.path, line: error.line ?? 0,
        message: "\(error.reason)\(rest); \(error.advice)"))
  }

  private func report(
    tooLong what: String, _ file: InputFile, line: Int?
  ) throws(ArchiveError) {
    let limit = options.lineLimit
    let size = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) bytes"
    let error = ArchiveError(
      .tooLong, path: file.path.spelling, line: line,
      reason: "the \(what) is longer than \(size)",
      advice: line == nil
        ? "cut it into files of one article each"
        : "check that each record is on a line of its own, or cut the record")
    if options.isStrict { throw error }
    // Its key is not known, and the index may have an earlier version of it.
    run?.cut(file.root)
    failures.append(
      ArchiveChunk.Failure(
        problem: .tooLarge, path: error.path, line: line ?? 0,
        message: "\(error.reason); \(error.advice)"))
  }
}

// MARK: Chunks

extension ArchiveReader {
  private func chunk(
    _ content: ArchiveChunk.Content, _ bytes: [UInt8], _ mapping: RecordMapping
  ) -> ArchiveChunk {
    defer { failures = [] }
    return ArchiveChunk(
      content: content, bytes: bytes, failures: failures, mapping: mapping,
      isStrict: options.isStrict)
  }

  private func takeArticles() -> ArchiveChunk {
    defer { (articles, articleBytes) = ([], []) }
    return chunk(.articles(articles), articleBytes, mapping)
  }

  /// The articles and failures that are not in a chunk yet, or nil if there are none.
  private func takeRest() -> ArchiveChunk? {
    articles.isEmpty && failures.isEmpty ? nil : takeArticles()
  }
}
