/// Reads the files of an archive one after the other and cuts them into chunks.
///
/// One thread at a time may use it; the feed's callers promise that.
final class ArchiveReader: @unchecked Sendable {
  /// So many bytes of text articles make a chunk.
  private static let articleBytes = 1 << 20

  private let inputs: ArchiveInputs
  private var options: ArchiveOptions
  private var nextFile = 0
  private var opened: [Int: OpenInput] = [:]
  private var lines: (chunks: LineChunks, input: OpenInput)?
  private var articles: [ArchiveChunk.Article] = []
  private var articleBytes: [UInt8] = []
  private var failures: [ArchiveChunk.Failure] = []
  private var pending: ArchiveError?
  private var finishedBytes = 0

  init(_ inputs: ArchiveInputs, _ options: ArchiveOptions) {
    self.inputs = inputs
    self.options = options
  }

  /// Which members of the records feed the fields; set before the first chunk is read.
  var mapping: RecordMapping {
    get { options.mapping }
    set { options.mapping = newValue }
  }

  /// How many bytes of the files were read, packed as they lie there.
  var position: UInt64 {
    UInt64(finishedBytes + (lines?.input.stream.position ?? 0))
  }

  /// The first file of JSON lines, opened so that it will be read on from its beginning; nil if
  /// there is none. Files that cannot be read are passed over: reading them will say why.
  func firstLines() -> OpenInput? {
    for (index, file) in inputs.files.enumerated() where file.format != .text {
      if let input = opened[index] ?? (try? OpenInput(file)) {
        opened[index] = input
        if input.format == .jsonLines { return input }
      }
    }
    return nil
  }

  /// The next chunk, or nil at the end of the last file.
  func next() throws(ArchiveError) -> ArchiveChunk? {
    while true {
      if let lines {
        do throws(ArchiveError) {
          if let chunk = try lines.chunks.next() { return self.chunk(chunk, of: lines.input) }
        } catch {
          try refuse(lines.input.file, error)
        }
        finishedBytes += lines.input.stream.position
        self.lines = nil
      }
      if let pending { throw pending }
      if articleBytes.count >= Self.articleBytes { return takeArticles() }
      guard nextFile < inputs.files.count else { return takeRest() }
      do throws(ArchiveError) {
        try openNext()
      } catch {
        // The articles before it come first.
        pending = error
      }
      if lines != nil || pending != nil, let chunk = takeRest() { return chunk }
    }
  }

  private func openNext() throws(ArchiveError) {
    let index = nextFile
    nextFile += 1
    let file = inputs.files[index]
    do throws(ArchiveError) {
      let input =
        if let input = opened.removeValue(forKey: index) { input } else { try OpenInput(file) }
      switch input.format {
      case .jsonLines: lines = (LineChunks(head: input.takeHead(), input.stream), input)
      case .text, .auto: try take(article: input)
      }
    } catch {
      try refuse(file, error)
    }
  }

  /// Reads a whole article.
  private func take(article input: OpenInput) throws(ArchiveError) {
    defer { finishedBytes += input.stream.position }
    var text = input.takeHead()
    var isWhole = input.isWhole
    while !isWhole {
      isWhole = try input.stream.append(max(text.count, 1 << 16), to: &text)
      guard text.count <= LineChunks.byteLimit else {
        throw ArchiveError(
          .tooLong, path: input.file.path,
          reason: "the article is longer than \(LineChunks.byteLimit >> 20) MiB",
          advice: "cut it into files of one article each, or use --format jsonl")
      }
    }
    let start = articleBytes.count
    articleBytes.append(contentsOf: text)
    articles.append(
      ArchiveChunk.Article(file: input.file, range: start..<articleBytes.count))
  }

  /// A file that the caller named must be readable; one that lay in a folder is only reported.
  private func refuse(_ file: InputFile, _ error: ArchiveError) throws(ArchiveError) {
    if file.isNamed || options.isStrict { throw error }
    failures.append(
      ArchiveChunk.Failure(path: file.path, message: "\(error.reason); \(error.advice)"))
  }
}

extension ArchiveReader {
  private func chunk(_ lines: LineChunks.Lines, of input: OpenInput) -> ArchiveChunk {
    chunk(.lines(file: input.file.path, firstLine: lines.firstLine), lines.bytes)
  }

  private func chunk(_ content: ArchiveChunk.Content, _ bytes: [UInt8]) -> ArchiveChunk {
    defer { failures = [] }
    return ArchiveChunk(
      content: content, bytes: bytes, failures: failures, mapping: options.mapping,
      isStrict: options.isStrict)
  }

  private func takeArticles() -> ArchiveChunk {
    defer { (articles, articleBytes) = ([], []) }
    return chunk(.articles(articles), articleBytes)
  }

  /// The articles and failures that no chunk has had yet, or nil if there are none.
  private func takeRest() -> ArchiveChunk? {
    articles.isEmpty && failures.isEmpty ? nil : takeArticles()
  }
}
