internal import FihristFormat
internal import FihristIndexing

/// Collects the parts of one article from a format that names them in its own way, and adds them to
/// a batch as a document.
struct PartWriter {
  private var writer: DocumentWriter
  private let members: [ArticlePart: MemberTable.Member]
  private let captions: MemberTable.Member?
  /// What is wrong with the page that was added.
  private var problem: String?

  /// Finds out which fields of `schema` take which parts.
  init(schema: Schema, mapping: RecordMapping) {
    // Pages and records may be cut anywhere, and their entities are resolved.
    let writer = DocumentWriter(schema: schema, mapping: mapping, isUTF8: false)
    self.writer = writer
    members = Dictionary(
      uniqueKeysWithValues: ArticlePart.allCases.compactMap { part in
        writer.member(part).map { (part, $0) }
      })
    captions = writer.member("captions")
  }

  /// Starts an article.
  mutating func begin() {
    writer.begin()
    problem = nil
  }

  /// Adds a text of `part`; an empty one is nothing.
  mutating func add(_ text: [UInt8], to part: ArticlePart) {
    if let member = members[part] { add(text, to: member) }
  }

  /// Adds a text of the member called `name`, as inputs name it, in any capitals; nothing if it
  /// feeds no field.
  mutating func add(_ text: [UInt8], toMember name: String) {
    if let member = writer.member(name) ?? writer.member(name.lowercased()) {
      add(text, to: member)
    }
  }

  /// Whether the article has a text of `part` already.
  func has(_ part: ArticlePart) -> Bool { members[part].map(writer.has) ?? false }

  /// Whether the member called `name`, as inputs name it, feeds the field of `part`.
  func feeds(_ name: String, _ part: ArticlePart) -> Bool {
    let member = writer.member(name) ?? writer.member(name.lowercased())
    let fields = members[part]?.targets.map(\.field) ?? []
    return member?.targets.contains { fields.contains($0.field) } ?? false
  }

  /// Adds the text of a piece of HTML: all of it.
  mutating func add(html: [UInt8]) { add(Self.text(ofHTML: html), to: .body) }

  /// The text of a piece of HTML, or of XHTML if it `isXML`: all of it, a block a line.
  static func text(ofHTML html: [UInt8], isXML: Bool = false) -> [UInt8] {
    unsafe html.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      let page = PageText(view, 0..<view.count, isXML: isXML)
      return text(page.blocks, of: page)
    }
  }

  /// The text of a piece of XHTML, cut at its headings.
  static func sections(ofXHTML html: [UInt8]) -> [TextSection] {
    unsafe html.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      let page = PageText(view, 0..<view.count, isXML: true)
      return PageSections(page.blocks).sections.map { section in
        TextSection(
          heading: text(section.headings, of: page), body: text(section.body, of: page))
      }
    }
  }

  /// Adds the article of the page at `range` of `bytes`, and what the page says about it.
  ///
  /// If it has letters outside of its links and headings, and none of them was found to be its
  /// text, this is reported with the document.
  mutating func add(page bytes: ByteView, _ range: Range<Int>) {
    let page = PageText(bytes, range)
    let main = MainText(page)
    add(Self.text(main.body, of: page), to: .body)
    add(Self.text(main.related, of: page), to: .related)
    if let captions { add(Self.text(main.captions, of: page), to: captions) }
    for part in ArticlePart.allCases {
      for text in page.facts.texts(part) { add(Array(text.utf8), to: part) }
    }
    if page.facts.texts(.title).isEmpty,
      let heading = page.blocks.first(where: { $0.kind == .heading && !$0.isSurrounding })
    {
      add(Self.text([heading], of: page), to: .title)
    }
    let isTextLost =
      main.body.isEmpty
      && page.blocks.contains { $0.kind == .text && $0.letters > $0.linkLetters }
    if isTextLost { problem = "no text was found among the links and menus of the page" }
  }

  /// Adds a document for each heading in the article of the page at `range`, under `key` and the
  /// number of the part.
  mutating func addSections(
    ofPage bytes: ByteView, _ range: Range<Int>, key: String, to batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    let page = PageText(bytes, range)
    let sections = PageSections(MainText(page).body).sections
    guard sections.count > 1 else {
      begin()
      add(page: bytes, range)
      return end(unless: key, into: &batch)
    }
    var outcomes: [RecordReader.Outcome] = []
    for (number, section) in sections.enumerated() {
      begin()
      add(Self.text(section.body, of: page), to: .body)
      add(Self.text(section.headings, of: page), to: .title)
      for part in ArticlePart.allCases where part != .title || section.headings.isEmpty {
        for text in page.facts.texts(part) { add(Array(text.utf8), to: part) }
      }
      let name = number == 0 ? key : "\(key)#\(number)"
      outcomes.append(end(key: name, into: &batch))
    }
    return RecordReader.Outcome.joined(outcomes)
  }

  /// The key that is made for what was added so far; see ``DocumentWriter/key(unless:)``.
  func key(unless path: String) -> String { writer.key(unless: path) }

  /// Adds the document to `batch` under a key that is made for it; see
  /// ``DocumentWriter/end(unless:into:)``.
  mutating func end(unless path: String, into batch: inout DocumentBatch) -> RecordReader.Outcome {
    reported(writer.end(unless: path, into: &batch))
  }

  /// Adds the document to `batch` under `key`.
  mutating func end(key: String, into batch: inout DocumentBatch) -> RecordReader.Outcome {
    reported(writer.end(key: key, into: &batch))
  }

  /// `outcome` with what was wrong with the page.
  private func reported(_ outcome: RecordReader.Outcome) -> RecordReader.Outcome {
    guard let problem, case .document(let replacements, let problems) = outcome else {
      return outcome
    }
    return .document(replacements: replacements, valueProblems: problems + [problem])
  }

  private mutating func add(_ text: [UInt8], to member: MemberTable.Member) {
    unsafe text.withUnsafeBufferPointer {
      writer.add(unsafe ByteView($0), 0..<text.count, to: member)
    }
  }

  private static func text(_ blocks: [PageBlock], of page: PageText) -> [UInt8] {
    var text: [UInt8] = []
    for block in blocks {
      if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
      text.append(contentsOf: page.text[block.range])
    }
    return text
  }
}
