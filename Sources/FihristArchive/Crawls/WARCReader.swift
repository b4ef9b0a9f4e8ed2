internal import FihristFormat
internal import FihristIndexing

/// Adds the pages and texts of a crawl to a batch as documents.
///
/// Records of the types `response` and `resource` with a page of the Web, and of the type
/// `conversion` with plain text, are articles. The others say something about the crawl.
struct WARCReader {
  private let bytes: ByteView
  private let fileName: String
  private var writer: PartWriter

  /// Starts to read records of `bytes`, which came from the file called `fileName`.
  init(_ bytes: ByteView, fileName: String, schema: Schema, mapping: RecordMapping) {
    self.bytes = bytes
    self.fileName = fileName
    writer = PartWriter(schema: schema, mapping: mapping)
  }

  /// Reads `record`, and adds its document to `batch`.
  mutating func read(
    _ record: ScannedRecord, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    guard let headers = WARCHeaders(bytes, record.range) else {
      return .lost(.malformed, "the record has no end of headers")
    }
    let content = headers.end..<record.range.upperBound
    writer.begin()
    switch headers["warc-type"].lowercased() {
    case "response":
      guard let answer = WARCHeaders(bytes, content) else {
        return .lost(.malformed, "the answer of the server has no end of headers")
      }
      if let reason = reasonToSkip(answer, status: content) { return .skipped(reason) }
      if let lost = Self.cut(headers) { return lost }
      do throws(AnswerContents.Problem) {
        try addPage(ofAnswer: answer.end..<content.upperBound, answer)
      } catch {
        return Self.outcome(of: error)
      }
    case "resource":
      guard Self.pageTypes.contains(headers.contentType) else {
        return .skipped(Self.typeReason(headers))
      }
      if let lost = Self.cut(headers) { return lost }
      addPage(bytes, content, headers)
    case "conversion": addText(content)
    default: return .blank
    }
    let address = headers["warc-target-uri"].filter { $0 != "<" && $0 != ">" }
    writer.add(Array(address.utf8), to: .url)
    let key = address.isEmpty ? "\(fileName):\(record.number)" : address
    return writer.end(key: key, into: &batch)
  }

  private static let pageTypes: Set<String> = ["text/html", "application/xhtml+xml"]

  /// Why the answer of a server is not an article; nil if it may be one.
  private func reasonToSkip(_ answer: WARCHeaders, status content: Range<Int>) -> String? {
    let line = bytes.string(content.lowerBound..<min(content.lowerBound + 12, content.upperBound))
    let status = line.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    if status != "200" { return "the server answered \(status)" }
    return Self.pageTypes.contains(answer.contentType) ? nil : Self.typeReason(answer)
  }

  private static func typeReason(_ headers: WARCHeaders) -> String {
    let type = headers.contentType
    return type.isEmpty ? "it has no content type" : "it is of type \(type)"
  }

  /// What became of a page whose end the crawler left out; nil if it did not.
  private static func cut(_ headers: WARCHeaders) -> RecordReader.Outcome? {
    let reason = headers["warc-truncated"]
    return reason.isEmpty
      ? nil : outcome(of: .cut("the crawler left out its end, for the reason \"\(reason)\""))
  }

  /// Adds the page in the answer of a server, with its contents at `range`.
  private mutating func addPage(
    ofAnswer range: Range<Int>, _ answer: WARCHeaders
  ) throws(AnswerContents.Problem) {
    guard let page = try AnswerContents.decoded(bytes, range, answer) else {
      return addPage(bytes, range, answer)
    }
    unsafe page.withUnsafeBufferPointer {
      addPage(unsafe ByteView($0), 0..<page.count, answer)
    }
  }

  private static func outcome(of problem: AnswerContents.Problem) -> RecordReader.Outcome {
    switch problem {
    case .coding(let coding): .skipped("it is compressed with \(coding), which is not read")
    case .cut(let reason): .lost(.unreadable, "the page is cut: \(reason)")
    case .damaged: .lost(.unreadable, "the compressed page is damaged or cut")
    case .tooLong:
      .lost(.tooLarge, "the page unpacks to more than \(AnswerContents.byteLimit >> 20) MiB")
    }
  }

  /// Adds the page at `range`, in the encoding that it, or else the server, declares.
  private mutating func addPage(_ bytes: ByteView, _ range: Range<Int>, _ headers: WARCHeaders) {
    let page = bytes.part(range)
    let guess = EncodingGuess(
      page, isWhole: true, declared: headers.declaredEncoding ?? DeclaredEncoding.find(page))
    guard guess.encoding != .utf8 else { return writer.add(page: bytes, range) }
    let text = TextDecoder.text(page, guess.encoding ?? .windows1252)
    unsafe text.withUnsafeBufferPointer {
      writer.add(page: unsafe ByteView($0), 0..<text.count)
    }
  }

  /// Adds a text whose first line is the title, as the text of a page starts with that.
  private mutating func addText(_ range: Range<Int>) {
    let text = ArticleLabel.trimmed(bytes, range)
    let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), in: text)
    let title = ArticleLabel.trimmed(bytes, text.lowerBound..<feed)
    let isTitle = title.count <= 300 && feed < text.upperBound
    if isTitle { unsafe writer.add(Array(bytes.buffer(title)), to: .title) }
    let body = isTitle ? feed + 1..<text.upperBound : text
    unsafe writer.add(Array(bytes.buffer(ArticleLabel.trimmed(bytes, body))), to: .body)
  }
}
