internal import FihristFormat
internal import FihristIndexing

/// Adds the records of feeds, dumps and collections to a batch as documents.
struct MarkedReader {
  private let bytes: ByteView
  private let form: MarkedForm
  private let fileName: String
  private var writer: PartWriter

  /// Starts to read records of `bytes`, which came from the file called `fileName`.
  init(
    _ bytes: ByteView, _ form: MarkedForm, fileName: String, schema: Schema, mapping: RecordMapping
  ) {
    self.bytes = bytes
    self.form = form
    self.fileName = fileName
    writer = PartWriter(schema: schema, mapping: mapping)
  }

  /// Reads `record`, and adds its document to `batch`.
  mutating func read(
    _ record: ScannedRecord, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    let marked = MarkedRecord(bytes, record.range, form)
    if let reason = Self.reasonToSkip(marked, form) { return .skipped(reason) }
    writer.begin()
    addText(of: marked, record.range)
    // What looks like elements of the record may be elements of its page.
    for (slot, part) in marked.text(.headers).isEmpty ? Self.parts : [] {
      for text in marked.texts[slot] ?? [] { writer.add(text, to: part) }
    }
    let date = marked.text(.date).isEmpty ? marked.text(.lateDate) : marked.text(.date)
    writer.add(date, to: .date)
    let key = [marked.text(.key), marked.text(.url)].first { !$0.isEmpty }
    return writer.end(
      key: key.map { String(decoding: $0, as: UTF8.self) } ?? "\(fileName):\(record.number)",
      into: &batch)
  }

  private static let parts: [(MarkedForm.Slot, ArticlePart)] = [
    (.title, .title), (.author, .author), (.source, .source), (.section, .section),
    (.tags, .tags), (.url, .url), (.language, .language),
  ]

  /// Why a record is not an article; nil if it may be one.
  private static func reasonToSkip(_ record: MarkedRecord, _ form: MarkedForm) -> String? {
    if form == .sitemap, record.text(.title).isEmpty { return "it is an address without a title" }
    if !record.text(.redirect).isEmpty { return "it points at another page" }
    let namespace = String(decoding: record.text(.namespace), as: UTF8.self)
    if !namespace.isEmpty, namespace != "0" { return "it is a page of namespace \(namespace)" }
    let kind = String(decoding: record.text(.kind), as: UTF8.self)
    return ["", "post", "page"].contains(kind) ? nil : "it is of type \(kind)"
  }

  private mutating func addText(of record: MarkedRecord, _ range: Range<Int>) {
    switch form.bodyKind {
    case .html:
      let body = record.text(.body)
      writer.add(html: body.isEmpty ? record.text(.summary) : body)
    case .wiki:
      let wiki = WikiText(record.text(.body))
      writer.add(wiki.text, to: .body)
      for category in wiki.categories { writer.add(category, to: .tags) }
    case .plain where form == .sitemap: return
    case .plain where !record.text(.headers).isEmpty: addPage(of: record, range)
    case .plain:
      for text in record.texts[.body] ?? [record.outside] {
        writer.add(Self.lines(text), to: .body)
      }
    }
  }

  /// The page that follows its headers in a collection of pages.
  private mutating func addPage(of record: MarkedRecord, _ range: Range<Int>) {
    let first = record.text(.headers).prefix { $0 > 0x20 }
    writer.add(Array(first), to: .url)
    let mark = Array("</dochdr>".utf8)
    var index = range.lowerBound
    while index < range.upperBound {
      index = bytes.firstIndex(of: mark[0], in: index..<range.upperBound)
      let end = index + mark.count
      if end <= range.upperBound, bytes.string(index..<end).lowercased() == "</dochdr>" {
        return writer.add(page: bytes, end..<range.upperBound)
      }
      index += 1
    }
  }

  /// `text` without blanks at the start and end of lines, and without blank lines.
  private static func lines(_ text: [UInt8]) -> [UInt8] {
    var lines: [UInt8] = []
    unsafe text.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      var start = 0
      while start < view.count {
        let end = view.firstIndex(of: UInt8(ascii: "\n"), in: start..<view.count)
        let line = ArticleLabel.trimmed(view, start..<end)
        start = end + 1
        if line.isEmpty { continue }
        if !lines.isEmpty { lines.append(UInt8(ascii: "\n")) }
        unsafe lines.append(contentsOf: view.buffer(line))
      }
    }
    return lines
  }
}
