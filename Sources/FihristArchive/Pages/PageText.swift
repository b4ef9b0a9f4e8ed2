/// The text of a page, in blocks, and what its elements say about it.
struct PageText {
  /// The text of all blocks.
  private(set) var text: [UInt8] = []

  /// The blocks, in order.
  private(set) var blocks: [PageBlock] = []

  /// What its elements say about it.
  private(set) var facts = PageFacts()

  /// How many elements the page calls its article.
  private(set) var articleCount = 0

  private let bytes: ByteView
  private var regions = PageRegions()
  private var start = 0
  private var linkLetters = 0
  private var letters = 0
  private var isBlank = true
  /// The element that the open block started with.
  private var blockName = ""
  /// How many elements that hold blocks were opened or closed.
  private var container = 0
  /// Whether nothing but line breaks came since the last block.
  private var isAfterLine = false

  /// Reads the page at `range` of `bytes`, which are UTF-8; `isXML` tells that it is XHTML, in
  /// which a tag such as `<title/>` is a whole element.
  init(_ bytes: ByteView, _ range: Range<Int>, isXML: Bool = false) {
    self.bytes = bytes
    text.reserveCapacity(range.count / 4)
    var tokens = MarkupTokenizer(bytes, range, isHTML: !isXML)
    var element = ""
    var attributes: MarkupAttributes?
    while let token = tokens.next() {
      switch token.kind {
      case .open:
        element = token.name
        attributes =
          Self.elementsWithAttributes.contains(element)
          ? MarkupAttributes(bytes, token) : nil
        open(element, attributes)
        if isXML, token.isSelfClosing {
          close(element)
          element = ""
        }
      case .close:
        close(token.name)
        element = ""
      case .raw:
        if element == "script", let attributes { facts.add(script: bytes, token.range, attributes) }
      case .text:
        if element == "title" {
          if !regions.isIn(.hidden) { facts.addTitle(bytes, token.range) }
        } else if !Self.unreadElements.contains(element) {
          append(token.range)
        }
      }
    }
    endBlock()
  }

  /// Elements whose contents are not text; in HTML the tokenizer knows most of them.
  private static let unreadElements: Set<String> = ["textarea", "script", "style"]

  /// Elements whose attributes say something.
  private static let elementsWithAttributes: Set<String> = [
    "meta", "link", "script", "time", "html", "div", "section", "ul", "ol", "table", "span",
  ]

  private mutating func open(_ name: String, _ attributes: MarkupAttributes?) {
    if Self.blockElements.contains(name) {
      endBlock()
      if !Self.leafElements.contains(name) { container += 1 }
      blockName = name
      if name != "br" { isAfterLine = false }
    }
    if let attributes { facts.add(name, attributes, isInArticle: regions.isIn(.article)) }
    let wasInArticle = regions.isIn(.article)
    if !Self.emptyElements.contains(name) { regions.start(name, attributes) }
    if !wasInArticle, regions.isIn(.article) { articleCount += 1 }
  }

  private mutating func close(_ name: String) {
    if Self.blockElements.contains(name) {
      endBlock()
      if !Self.leafElements.contains(name) { container += 1 }
      blockName = ""
      if name != "br" { isAfterLine = false }
    }
    regions.end(name)
  }

  /// Elements that are never closed.
  private static let emptyElements: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]

  /// Elements that start on a line of their own.
  private static let blockElements: Set<String> = [
    "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol",
    "li", "table", "tr", "td", "th", "caption", "thead", "tbody", "tfoot", "blockquote", "pre",
    "figure", "figcaption", "header", "footer", "nav", "aside", "form", "dl", "dt", "dd",
    "address", "hr", "center", "fieldset", "body", "html", "head", "option", "br", "details",
    "summary", "noscript", "iframe",
  ]

  /// Elements with a line of their own that hold no other blocks.
  private static let leafElements: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr",
  ]

  /// Elements that are items of lists and cells of tables.
  private static let itemElements: Set<String> = ["li", "td", "th", "dt", "dd"]

  /// Adds text to the block that is open, with single spaces.
  private mutating func append(_ range: Range<Int>) {
    guard !regions.isIn(.hidden) else { return }
    let first = text.count
    var decoded: [UInt8] = []
    let hasEntities =
      bytes.firstIndex(of: UInt8(ascii: "&"), in: range) < range.upperBound
    if hasEntities { MarkupEntity.append(bytes, range, to: &decoded) }
    if hasEntities {
      for byte in decoded { append(byte) }
    } else {
      for index in range { append(bytes[index]) }
    }
    let count = letterCount(from: first)
    letters += count
    if regions.isIn(.link) { linkLetters += count }
  }

  @inline(__always) private mutating func append(_ byte: UInt8) {
    if byte > 0x20 {
      text.append(byte)
      isBlank = false
    } else if !isBlank {
      text.append(0x20)
      isBlank = true
    }
  }

  /// How many characters there are from `start` on, without spaces.
  private func letterCount(from start: Int) -> Int {
    var count = 0
    for index in start..<text.count where text[index] & 0xC0 != 0x80 && text[index] > 0x20 {
      count += 1
    }
    return count
  }

  /// Ends the block that is open.
  private mutating func endBlock() {
    defer {
      (start, linkLetters, letters, isBlank) = (text.count, 0, 0, true)
    }
    var end = text.count
    if end > start, text[end - 1] == 0x20 { end -= 1 }
    guard end > start else { return }
    let kind: PageBlock.Kind =
      regions.isIn(.caption) ? .caption : regions.isIn(.heading) ? .heading : .text
    blocks.append(
      PageBlock(
        range: start..<end, kind: kind, linkLetters: linkLetters, letters: letters,
        isSurrounding: regions.isIn(.surrounding), isInArticle: regions.isIn(.article),
        isContinued: isAfterLine, isItem: Self.itemElements.contains(blockName),
        isParagraph: blockName == "p", container: container))
    isAfterLine = true
  }
}
