/// An input whose first bytes were read and whose format was recognized.
///
/// It is opened once: reading continues with ``head`` and then ``stream``. So nothing that was read
/// to recognize it is lost, and a pipe is read like a file.
final class OpenInput {
  /// The file.
  let file: InputFile

  /// The decompressed bytes after ``head``.
  let stream: InputStream

  /// Whether it holds other files, which an ``Unpacker`` can read.
  let isPacked: Bool

  /// The format of the contents; never `auto`, except of a file that holds others.
  let format: InputFormat

  /// How its rows are written, if it is a table.
  let table: TableForm?

  /// What kind of XML or SGML it is, if the format is `xml`.
  let marked: MarkedForm?

  /// What its encoding was taken for, and why.
  let encoding: EncodingGuess

  /// The first bytes, in UTF-8, without a byte order mark.
  private(set) var head: [UInt8]

  /// Whether ``head`` is all there is.
  private(set) var isWhole: Bool

  /// Opens `file` and reads its first bytes.
  ///
  /// - Throws: ``ArchiveError`` if it cannot be read, is in an unknown encoding, or is JSON of
  ///   another form than the caller says.
  init(
    _ file: InputFile, _ options: ArchiveOptions = ArchiveOptions(),
    source: (any ByteSource)? = nil
  ) throws(ArchiveError) {
    self.file = file
    let bytes: any ByteSource
    if let source {
      bytes = source
    } else {
      bytes = try FileBytes(path: file.path, interruption: options.interruption)
    }
    let stream = try InputStream(
      bytes, interruption: options.interruption, refusesForeign: false)
    var head: [UInt8] = []
    let isWhole = try stream.append(EncodingGuess.sampleLimit, to: &head)
    let raw = unsafe head.withUnsafeBufferPointer { RawFormat.of(unsafe ByteView($0), file) }
    encoding = try Self.encoding(of: head, isWhole: isWhole, raw, file, options)
    isPacked = raw == nil && options.unpacker != nil && Self.foreign(head)?.isPacked ?? false
    guard !isPacked else {
      (format, table, marked) = (.auto, nil, nil)
      (self.stream, self.head, self.isWhole) = (stream, head, isWhole)
      return
    }
    head.removeFirst(encoding.markLength)
    stream.convert(from: encoding.encoding ?? .utf8, head: &head, isWhole: isWhole)
    if raw == .sqlite {
      let isPlain = source == nil && stream.seekableCount != nil
      let rows = try DatabaseFile.rows(of: file, head: head, isPlain: isPlain, options)
      (format, table, marked) = (.sqlite, TableForm(columns: rows.columns), nil)
      self.stream = try InputStream(
        DatabaseBytes(rows, path: file.path), interruption: options.interruption,
        refusesForeign: false)
      (self.head, self.isWhole) = ([], false)
      return
    }
    if let raw {
      (format, table, marked) = (raw, nil, nil)
      (self.stream, self.head, self.isWhole) = (stream, head, isWhole)
      return
    }
    if options.repairsMojibake { stream.repairMojibake(head: &head, isWhole: isWhole) }
    let table = unsafe head.withUnsafeBufferPointer {
      TableForm(unsafe ByteView($0), isWhole: isWhole)
    }
    format = try Self.format(of: head, isWhole: isWhole, table, file)
    self.table = format == .csv ? table : nil
    marked = format == .xml ? try Self.marked(head, file) : nil
    (self.stream, self.head, self.isWhole) = (stream, head, isWhole)
  }

  /// What to tell the user about the encoding, once all was read; nil if there is nothing to tell.
  var encodingNote: String? {
    if isPacked { return nil }
    let note = encoding.note(replacements: stream.replacements, isTurned: stream.isTurned)
    guard let count = stream.repairedWords, count > 0 else { return note }
    let repair = "words repaired that were UTF-8 and read as another encoding: \(count)"
    return note.map { "\($0); \(repair)" } ?? repair
  }

  /// Refuses what is not text, or text in an encoding that nobody knows.
  private static func encoding(
    of head: [UInt8], isWhole: Bool, _ raw: InputFormat?, _ file: InputFile,
    _ options: ArchiveOptions
  ) throws(ArchiveError) -> EncodingGuess {
    let guess = unsafe head.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      // Records and parts are in encodings of their own.
      if raw != nil { return EncodingGuess(given: .utf8, view) }
      return options.encoding.map { EncodingGuess(given: $0, view) }
        ?? EncodingGuess(view, isWhole: isWhole, declared: DeclaredEncoding.find(view))
    }
    if raw == nil, let foreign = foreign(head) {
      guard options.unpacker != nil, foreign.isPacked else { throw foreign.error(file.path) }
      return guess
    }
    guard guess.encoding == nil else { return guess }
    throw ArchiveError(
      .encoding, path: file.path.spelling,
      reason: "it is not UTF-8, and its letters are not Arabic in any encoding that is known",
      advice: "name its encoding with --encoding, or convert it to UTF-8 with iconv")
  }

  /// The kind of XML or SGML that `head` starts.
  private static func marked(
    _ head: [UInt8], _ file: InputFile
  ) throws(ArchiveError) -> MarkedForm {
    let root = unsafe head.withUnsafeBufferPointer { MarkedForm.root(of: unsafe ByteView($0)) }
    if let form = root.flatMap({ MarkedForm.of(root: $0) }) { return form }
    throw ArchiveError(
      .unsupported, path: file.path.spelling,
      reason: root.map { "it is XML of a kind that is not known: its first element is \"\($0)\"" }
        ?? "it is not XML",
      advice: "turn its articles into JSON lines")
  }

  private static func foreign(_ head: [UInt8]) -> ForeignFormat? {
    unsafe head.withUnsafeBufferPointer { ForeignFormat(unsafe ByteView($0)) }
  }

  private static func format(
    of head: [UInt8], isWhole: Bool, _ table: TableForm, _ file: InputFile
  ) throws(ArchiveError) -> InputFormat {
    let recognition = unsafe head.withUnsafeBufferPointer {
      FormatRecognition(unsafe ByteView($0), isWhole: isWhole)
    }
    switch file.format {
    case .jsonLines:
      try recognition.checkLines(file.path)
      return .jsonLines
    case .auto:
      let format = recognition.format(hint: file.hint)
      return format == .text && table.looksLikeArticles ? .csv : format
    default: return file.format
    }
  }

  /// Reads on until ``head`` holds a whole record, if there is one, but no more than about `limit`
  /// bytes.
  func extendHeadToRecord(limit: Int) throws(ArchiveError) {
    if format == .json || table != nil {
      while !isWhole, head.count <= limit, !hasRecord {
        isWhole = try stream.append(max(head.count, 1 << 16), to: &head)
      }
      return
    }
    var searched = 0
    while !isWhole, head.count <= limit, !hasLineFeed(from: searched) {
      searched = head.count
      isWhole = try stream.append(max(head.count, 1 << 16), to: &head)
    }
  }

  private var hasRecord: Bool {
    unsafe head.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      if let table {
        var scanner = RowScanner(table)
        return if case .record = scanner.next(view, isWhole: isWhole) { true } else { false }
      }
      var scanner = JSONRecordScanner()
      return if case .record = scanner.next(view, isWhole: isWhole) { true } else { false }
    }
  }

  private func hasLineFeed(from start: Int) -> Bool {
    unsafe head.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      return view.firstIndex(of: UInt8(ascii: "\n"), in: start..<view.count) < view.count
    }
  }

  /// Reads on until ``head`` holds everything, but no more than about `limit` bytes.
  func extendHeadToEnd(limit: Int) throws(ArchiveError) {
    while !isWhole, head.count <= limit {
      isWhole = try stream.append(max(head.count, 1 << 16), to: &head)
    }
  }

  /// Returns ``head``, which is empty afterwards.
  func takeHead() -> [UInt8] {
    defer { head = [] }
    return head
  }
}
