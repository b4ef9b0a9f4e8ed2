internal import FihristFormat
internal import FihristIndexing

/// Adds the articles of pages to a batch as documents.
struct PageReader {
  private var writer: DocumentWriter
  private let members: [ArticlePart: MemberTable.Member]
  private let captions: MemberTable.Member?

  /// Finds out which fields of `schema` take which parts.
  init(schema: Schema, mapping: RecordMapping) {
    let writer = DocumentWriter(schema: schema, mapping: mapping, isUTF8: true)
    self.writer = writer
    members = Dictionary(
      uniqueKeysWithValues: ArticlePart.allCases.compactMap { part in
        writer.member(part).map { (part, $0) }
      })
    captions = writer.member("captions")
  }

  /// Reads the page at `range` and adds its article to `batch` under `key`.
  mutating func read(
    _ bytes: ByteView, _ range: Range<Int>, key: String, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    let page = PageText(bytes, range)
    let main = MainText(page)
    writer.begin()
    add(main.body, of: page, to: members[.body])
    add(main.related, of: page, to: members[.related])
    add(main.captions, of: page, to: captions)
    for part in ArticlePart.allCases {
      guard let member = members[part] else { continue }
      for text in page.facts.texts(part) { add(text, to: member) }
    }
    if page.facts.texts(.title).isEmpty, let heading = page.blocks.first(where: Self.isTitle) {
      add([heading], of: page, to: members[.title])
    }
    return writer.end(key: key, into: &batch)
  }

  private static func isTitle(_ block: PageBlock) -> Bool {
    block.kind == .heading && !block.isSurrounding
  }

  private mutating func add(
    _ blocks: [PageBlock], of page: PageText, to member: MemberTable.Member?
  ) {
    guard let member else { return }
    var text: [UInt8] = []
    for block in blocks {
      if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
      text.append(contentsOf: page.text[block.range])
    }
    unsafe text.withUnsafeBufferPointer {
      writer.add(unsafe ByteView($0), 0..<text.count, to: member)
    }
  }

  private mutating func add(_ text: String, to member: MemberTable.Member) {
    let bytes = Array(text.utf8)
    unsafe bytes.withUnsafeBufferPointer {
      writer.add(unsafe ByteView($0), 0..<bytes.count, to: member)
    }
  }
}
