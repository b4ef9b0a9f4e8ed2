internal import FihristFormat
internal import FihristIndexing

/// Adds the messages of a mailbox, or a message, to a batch as documents.
struct MailReader {
  private let bytes: ByteView
  private let fileName: String
  private var writer: PartWriter

  /// Starts to read messages in `bytes`, which came from the file called `fileName`.
  init(_ bytes: ByteView, fileName: String, schema: Schema, mapping: RecordMapping) {
    self.bytes = bytes
    self.fileName = fileName
    writer = PartWriter(schema: schema, mapping: mapping)
  }

  /// Reads the message `record`, and adds its document to `batch`.
  mutating func read(
    _ record: ScannedRecord, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    var start = record.range.lowerBound
    let isInMailbox = bytes.starts(with: Array("From ".utf8), at: start)
    if isInMailbox {
      let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), in: start..<record.range.upperBound)
      start = min(feed + 1, record.range.upperBound)
    }
    let headers = MailHeaders(bytes, start..<record.range.upperBound)
    let body = MailBody(
      bytes, headers.end..<record.range.upperBound, headers, isInMailbox: isInMailbox)
    writer.begin()
    add(headers.text("subject"), to: .title)
    add(Self.name(headers.text("from")), to: .author)
    add(String(headers.text("date").prefix { $0 != "(" }), to: .date)
    add(headers.text("content-language"), to: .language)
    let keywords = headers.text("keywords").unicodeScalars
    for tag in keywords.split(whereSeparator: { $0 == "," || $0 == "،" }) {
      add(String(tag), to: .tags)
    }
    writer.add(body.text, to: .body)
    let id = headers["message-id"].filter { $0 != "<" && $0 != ">" && !$0.isWhitespace }
    let outcome = writer.end(
      key: id.isEmpty ? "\(fileName):\(record.number)" : id, into: &batch)
    guard body.isCut, case .document(let replacements, let problems) = outcome else {
      return outcome
    }
    let limits = "\(MailBody.partLimit) parts, or \(MailBody.depth) inside of each other"
    return .document(
      replacements: replacements,
      valueProblems: problems + ["the message has more than \(limits); the rest is left out"])
  }

  private mutating func add(_ text: String, to part: ArticlePart) {
    writer.add(Array(MarkupText.collapsed(Array(text.utf8)).utf8), to: part)
  }

  /// The name in an address such as `"هند" <hind@example.org>`; the address if it has none.
  private static func name(_ address: String) -> String {
    guard let bracket = address.unicodeScalars.lastIndex(of: "<") else { return address }
    let name = String(address[..<bracket].unicodeScalars.filter { $0 != "\"" })
    let isBlank = name.allSatisfy(\.isWhitespace)
    return isBlank
      ? String(address[address.index(after: bracket)...].prefix { $0 != ">" }) : String(name)
  }
}
