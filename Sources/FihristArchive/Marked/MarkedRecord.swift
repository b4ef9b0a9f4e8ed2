/// The texts of a record of XML or SGML.
struct MarkedRecord {
  /// The texts of each slot, in their order, with entities resolved.
  private(set) var texts: [MarkedForm.Slot: [[UInt8]]] = [:]

  /// Text of the record that is in none of its elements.
  private(set) var outside: [UInt8] = []

  /// An element that is being read.
  private struct Open {
    var name: String
    var slot: MarkedForm.Slot
    var text: [UInt8] = []
    var depth = 1
  }

  private let bytes: ByteView
  private let form: MarkedForm
  private var open: Open?

  /// Reads the record at `range`.
  init(_ bytes: ByteView, _ range: Range<Int>, _ form: MarkedForm) {
    self.bytes = bytes
    self.form = form
    var tokens = MarkupTokenizer(bytes, range, isHTML: false)
    var isFirst = true
    while let token = tokens.next() {
      switch token.kind {
      case .open:
        if isFirst { addAttributes(of: token) } else { start(token) }
        isFirst = false
      case .close: end(token.name)
      case .text, .raw: add(token)
      }
    }
    if let open { add(open.text, to: open.slot) }
  }

  /// The first text of `slot`, without spaces at its ends; empty if there is none.
  func text(_ slot: MarkedForm.Slot) -> [UInt8] { texts[slot]?.first ?? [] }

  private mutating func add(_ text: [UInt8], to slot: MarkedForm.Slot) {
    let clean = unsafe text.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      return Array(text[ArticleLabel.trimmed(view, 0..<view.count)])
    }
    if !clean.isEmpty { texts[slot, default: []].append(clean) }
  }

  /// WikiExtractor writes what it knows as attributes of the record.
  private mutating func addAttributes(of token: MarkupTokenizer.Token) {
    guard form == .trec, !token.range.isEmpty else { return }
    let attributes = MarkupAttributes(bytes, token)
    add(Array(attributes["id"].utf8), to: .key)
    add(Array(attributes["title"].utf8), to: .title)
    add(Array(attributes["url"].utf8), to: .url)
  }

  private mutating func start(_ token: MarkupTokenizer.Token) {
    if open != nil {
      if token.name == open?.name, !token.isSelfClosing { open?.depth += 1 }
      // Elements inside of a text separate words.
      open?.text.append(UInt8(ascii: "\n"))
      return
    }
    guard let slot = form.slots[token.name] else { return }
    if token.isSelfClosing || form == .atom { addAttribute(of: token, to: slot) }
    if !token.isSelfClosing { open = Open(name: token.name, slot: slot) }
  }

  /// Atom has links and categories in attributes, and MediaWiki the target of a redirect.
  private mutating func addAttribute(of token: MarkupTokenizer.Token, to slot: MarkedForm.Slot) {
    let attributes = MarkupAttributes(bytes, token)
    switch slot {
    case .url:
      let relation = attributes["rel"]
      if relation.isEmpty || relation == "alternate" {
        add(Array(attributes["href"].utf8), to: .url)
      }
    case .tags: add(Array(attributes["term"].utf8), to: .tags)
    case .redirect: add(Array("1".utf8), to: .redirect)
    default: return
    }
  }

  private mutating func end(_ name: String) {
    guard let element = open else { return }
    guard element.name == name else {
      open?.text.append(UInt8(ascii: "\n"))
      return
    }
    open?.depth -= 1
    if element.depth > 1 { return }
    add(element.text, to: element.slot)
    open = nil
  }

  private mutating func add(_ token: MarkupTokenizer.Token) {
    var text: [UInt8] = []
    if token.kind == .raw {
      unsafe text.append(contentsOf: bytes.buffer(token.range))
    } else {
      MarkupEntity.append(bytes, token.range, to: &text)
    }
    if open != nil {
      open?.text.append(contentsOf: text)
    } else {
      outside.append(contentsOf: text)
    }
  }
}
