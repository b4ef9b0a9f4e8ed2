internal import FihristFormat
internal import FihristIndexing

/// Adds texts in Markdown, and plain texts with front matter, to a batch as documents.
struct MarkdownReader {
  private var writer: PartWriter

  /// Finds out which fields of `schema` take which parts.
  init(schema: Schema, mapping: RecordMapping) {
    writer = PartWriter(schema: schema, mapping: mapping)
  }

  /// Reads the text at `range` and adds it to `batch` under `key`; `front` is what stands before
  /// it, and `isMarkdown` tells that its signs are not text.
  mutating func read(
    _ bytes: ByteView, _ range: Range<Int>, _ front: FrontMatter?, isMarkdown: Bool, key: String,
    into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    let rest = min(front?.end ?? range.lowerBound, range.upperBound)..<range.upperBound
    writer.begin()
    for entry in front?.entries ?? [] {
      for value in entry.values { writer.add(Array(value.utf8), toMember: entry.name) }
    }
    var title: [UInt8] = []
    var text: [UInt8]
    if isMarkdown {
      let markdown = MarkdownText(bytes, rest)
      (title, text) = (markdown.title, markdown.text)
    } else {
      text = unsafe Array(bytes.buffer(ArticleLabel.trimmed(bytes, rest)))
    }
    if writer.has(.title) {
      // The heading is the title again, or another line of the text.
      if !title.isEmpty { text = title + [UInt8(ascii: "\n")] + text }
    } else {
      if title.isEmpty { (title, text) = Self.firstLine(text) }
      writer.add(title, to: .title)
    }
    writer.add(text, to: .body)
    return writer.end(unless: key, into: &batch)
  }

  /// Reads the text at `range`, as plain text, and adds a document for each of its headings to
  /// `batch`, under `key` and the number of the part. All have what stands in `front`; the title of
  /// that is the title of what comes before the first heading.
  mutating func readSections(
    _ bytes: ByteView, _ range: Range<Int>, _ front: FrontMatter, key: String,
    into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    let rest = min(front.end, range.upperBound)..<range.upperBound
    let sections = TextSections(bytes, [rest]).sections
    guard sections.count > 1 || sections.first?.headings.isEmpty == false else {
      return read(bytes, range, front, isMarkdown: false, key: key, into: &batch)
    }
    let whole = wholeKey(front, bytes, rest, unless: key)
    var outcomes: [RecordReader.Outcome] = []
    for (number, section) in sections.enumerated() {
      writer.begin()
      for entry in front.entries
      where section.headings.isEmpty || !writer.feeds(entry.name, .title) {
        for value in entry.values { writer.add(Array(value.utf8), toMember: entry.name) }
      }
      var text = Self.joined(section.body, bytes)
      if writer.has(.title) {
        writer.add(text, to: .body)
      } else {
        var title = Self.joined(section.headings, bytes)
        if title.isEmpty { (title, text) = Self.firstLine(text) }
        writer.add(title, to: .title)
        writer.add(text, to: .body)
      }
      outcomes.append(writer.end(key: number == 0 ? whole : "\(whole)#\(number)", into: &batch))
    }
    return RecordReader.Outcome.joined(outcomes)
  }

  /// The key of a text that is cut: its parts have it in common.
  private mutating func wholeKey(
    _ front: FrontMatter, _ bytes: ByteView, _ rest: Range<Int>, unless path: String
  ) -> String {
    writer.begin()
    for entry in front.entries {
      for value in entry.values { writer.add(Array(value.utf8), toMember: entry.name) }
    }
    writer.add(unsafe Array(bytes.buffer(rest)), to: .body)
    return writer.key(unless: path)
  }

  private static func joined(_ pieces: [Range<Int>], _ bytes: ByteView) -> [UInt8] {
    Array(pieces.map { unsafe Array(bytes.buffer($0)) }.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// The first line of `text`, and the rest.
  private static func firstLine(_ text: [UInt8]) -> ([UInt8], [UInt8]) {
    let feed = text.firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    return (Array(text[..<feed]), Array(text[min(feed + 1, text.count)...]))
  }
}
