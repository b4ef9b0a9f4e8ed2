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

  /// The first line of `text`, and the rest.
  private static func firstLine(_ text: [UInt8]) -> ([UInt8], [UInt8]) {
    let feed = text.firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    return (Array(text[..<feed]), Array(text[min(feed + 1, text.count)...]))
  }
}
