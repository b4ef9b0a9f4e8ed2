internal import FihristFormat
internal import FihristIndexing

/// Adds books and documents of word processors to a batch as documents.
struct DocumentReader {
  private var writer: PartWriter
  private let splits: Bool

  /// Finds out which fields of `schema` take which parts.
  init(schema: Schema, mapping: RecordMapping) {
    writer = PartWriter(schema: schema, mapping: mapping)
    splits = mapping.splitsAtHeadings
  }

  /// Reads the file of `format` at `range` and adds its text to `batch` under `key`; or each part
  /// of a book that is cut, under `key` and the number of the part.
  mutating func read(
    _ bytes: ByteView, _ range: Range<Int>, _ format: InputFormat, key: String,
    into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    writer.begin()
    do throws(DocumentProblem) {
      var zip = try ZipDirectory(bytes.part(range))
      if format == .epub {
        let book = try BookText(&zip, splits: splits)
        if splits { return add(book, key: key, to: &batch) }
        add(book.facts, book.text)
      } else {
        let document = try WordText(&zip)
        add(document.facts, document.text)
      }
    } catch {
      return .lost(error.kind, error.reason)
    }
    return writer.end(unless: key, into: &batch)
  }

  /// Adds a document for each part of `book`. Its title is that of the book and the heading.
  private mutating func add(
    _ book: BookText, key: String, to batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    let title = book.facts.first { $0.part == .title }.map(\.text) ?? []
    var outcomes: [RecordReader.Outcome] = []
    for (number, section) in book.sections.enumerated() {
      writer.begin()
      for fact in book.facts where fact.part != .title { add(fact.text, to: fact.part) }
      let titles = [title, section.heading].filter { !$0.isEmpty }
      add(Array(titles.joined(separator: Array(": ".utf8))), to: .title)
      writer.add(TextCleaning.cleaned(section.body), to: .body)
      outcomes.append(writer.end(key: number == 0 ? key : "\(key)#\(number)", into: &batch))
    }
    return RecordReader.Outcome.joined(outcomes)
  }

  private mutating func add(_ text: [UInt8], to part: ArticlePart) {
    writer.add(Array(MarkupText.collapsed(text).utf8), to: part)
  }

  /// Adds the parts; without a title, the first line is one.
  private mutating func add(_ facts: [(part: ArticlePart, text: [UInt8])], _ text: [UInt8]) {
    var hasTitle = false
    for fact in facts {
      let plain = Array(MarkupText.collapsed(fact.text).utf8)
      hasTitle = hasTitle || (fact.part == .title && !plain.isEmpty)
      writer.add(plain, to: fact.part)
    }
    let text = TextCleaning.cleaned(text)
    let start = text.firstIndex { $0 > 0x20 } ?? text.count
    var end = text.count
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    let feed = hasTitle ? start : text[start..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
    if !hasTitle { writer.add(Array(text[start..<feed]), to: .title) }
    writer.add(Array(text[min(hasTitle ? feed : feed + 1, end)..<end]), to: .body)
  }
}
