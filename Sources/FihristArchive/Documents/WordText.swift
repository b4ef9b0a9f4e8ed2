/// The text of a document in Office Open XML, as Word writes it.
struct WordText {
  /// What the document says about itself.
  private(set) var facts: [(part: ArticlePart, text: [UInt8])] = []

  /// Its paragraphs, one a line.
  private(set) var text: [UInt8] = []

  /// Reads the document in `zip`.
  init(_ zip: inout ZipDirectory) throws(DocumentProblem) {
    guard let document = try zip.contents(of: "word/document.xml") else {
      let isOther = zip.has("[Content_Types].xml")
      throw DocumentProblem(
        isOther
          ? "it is a sheet or a presentation, and not a text: save it as CSV or as text"
          : "word/document.xml is missing in it")
    }
    if let core = try zip.contents(of: "docProps/core.xml") { readFacts(core) }
    let plain = EncodedText.decoded(document, nil)
    unsafe plain.withUnsafeBufferPointer { read(unsafe ByteView($0)) }
  }

  private static let parts: [String: ArticlePart] = [
    "dc:title": .title, "dc:creator": .author, "dcterms:created": .date,
    "dc:language": .language, "cp:keywords": .tags,
  ]

  private mutating func readFacts(_ core: [UInt8]) {
    var found: [(part: ArticlePart, text: [UInt8])] = []
    DocumentElements.forEach(Set(Self.parts.keys), in: core) { element in
      if let part = Self.parts[element.name] { found.append((part: part, text: element.text)) }
    }
    facts = found
  }

  /// Adds the text of the runs: what was deleted, and the codes of fields, are in other elements.
  private mutating func read(_ bytes: ByteView) {
    var tokens = MarkupTokenizer(bytes, 0..<bytes.count, isHTML: false)
    var isText = false
    var fallbacks = 0
    while let token = tokens.next() {
      let isOpen = token.kind == .open && !token.isSelfClosing
      switch (token.kind, token.name) {
      // Text boxes are there twice, for old programs too.
      case (.open, "mc:fallback"): if isOpen { fallbacks += 1 }
      case (.close, "mc:fallback"): fallbacks = max(0, fallbacks - 1)
      case (.open, "w:t"), (.open, "m:t"): isText = isOpen
      case (.close, "w:t"), (.close, "m:t"): isText = false
      case (.open, "w:tab"): if fallbacks == 0 { text.append(0x20) }
      case (.open, "w:br"), (.open, "w:cr"), (.close, "w:p"): endLine()
      case (.text, _) where isText && fallbacks == 0:
        MarkupEntity.append(bytes, token.range, to: &text)
      default: continue
      }
    }
  }

  private mutating func endLine() {
    if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
  }
}
