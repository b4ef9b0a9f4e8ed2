/// Cuts HTML and XML into tags and text, whatever is wrong with it.
///
/// It reads as the HTML standard says where that matters: a quoted attribute may hold `>`, and
/// scripts, styles and titles hold no tags. It never looks at a byte more than a few times: where
/// the end of something is missing, it notes that, and does not search for it again.
struct MarkupTokenizer {
  /// What was found.
  enum Kind: Hashable {
    /// Text, in which entities stand for characters.
    case text
    /// Text without entities: a CDATA section of XML, a script or a style.
    case raw
    /// The start of an element, `<name …>`.
    case open
    /// The end of an element, `</name>`.
    case close
  }

  /// A piece of the input.
  struct Token: Hashable {
    /// What it is.
    var kind: Kind
    /// The text; of a tag what follows its name, without the bracket.
    var range: Range<Int>
    /// The name of a tag in small letters; empty for text.
    var name = ""
    /// Whether a tag of XML ends its element at once, as in `<br/>`.
    var isSelfClosing = false
  }

  /// The next byte to be looked at.
  private(set) var index: Int

  private let bytes: ByteView
  private let end: Int
  private let isHTML: Bool
  private var rawName: String?
  private var missingQuotes: Set<UInt8> = []
  /// Whether no document type was seen: XML has one at most.
  private var mayHaveType: Bool

  /// Starts to read `range` of `bytes`; `isHTML` tells that scripts, styles and titles hold no
  /// tags.
  init(_ bytes: ByteView, _ range: Range<Int>, isHTML: Bool) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
    self.isHTML = isHTML
    mayHaveType = !isHTML
  }

  /// The next token, or nil at the end. Comments, declarations and programs are left out.
  mutating func next() -> Token? {
    if let name = rawName { return rawText(of: name) }
    while index < end {
      let start = index
      index = bytes.firstIndex(of: Self.less, in: index..<end)
      if index > start { return Token(kind: .text, range: start..<index) }
      if let token = markup() { return token }
    }
    return nil
  }

  private static let less = UInt8(ascii: "<")
  private static let greater = UInt8(ascii: ">")
  private static let slash = UInt8(ascii: "/")

  /// The elements of HTML whose contents are not markup.
  private static let rawElements: Set<String> = [
    "script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes",
  ]

  /// What starts with the bracket at ``index``; nil if it was something to be left out.
  private mutating func markup() -> Token? {
    let start = index
    guard index + 1 < end else { return text(upTo: end) }
    let second = bytes[index + 1]
    switch second {
    case UInt8(ascii: "!"): return declaration()
    case UInt8(ascii: "?"):
      let isProgram = starts(with: "<?php", at: index) || starts(with: "<?=", at: index)
      index = isProgram || !isHTML ? after("?>", from: index + 2) : after(">", from: index + 2)
      return nil
    case Self.slash where index + 2 < end && Self.isLetter(bytes[index + 2]):
      index += 2
      let name = takeName()
      let rest = index
      index = min(bytes.firstIndex(of: Self.greater, in: index..<end) + 1, end)
      return Token(kind: .close, range: rest..<max(rest, index - 1), name: name)
    case let letter where Self.isLetter(letter):
      index += 1
      return openTag()
    default:
      // A bracket alone is a letter like any other.
      return text(upTo: bytes.firstIndex(of: Self.less, in: start + 1..<end))
    }
  }

  private mutating func text(upTo stop: Int) -> Token {
    defer { index = stop }
    return Token(kind: .text, range: index..<stop)
  }

  private mutating func declaration() -> Token? {
    if starts(with: "<!--", at: index) {
      // `<!-->` is a whole comment.
      index = after("-->", from: index + 2)
    } else if !isHTML, starts(with: "<![CDATA[", at: index) {
      let start = index + 9
      index = after("]]>", from: start)
      let isClosed = index - 3 >= start && starts(with: "]]>", at: index - 3)
      return Token(kind: .raw, range: start..<(isClosed ? index - 3 : index))
    } else if mayHaveType, DocumentType.starts(bytes, at: index) {
      mayHaveType = false
      index = DocumentType.end(bytes, from: index, before: end) ?? after(">", from: index + 2)
    } else {
      index = after(">", from: index + 2)
    }
    return nil
  }

  private mutating func openTag() -> Token {
    let name = takeName()
    let start = index
    index = endOfTag()
    var stop = index
    if stop > start, bytes[stop - 1] == Self.greater { stop -= 1 }
    let isSelfClosing = stop > start && bytes[stop - 1] == Self.slash
    if isHTML, Self.rawElements.contains(name) { rawName = name }
    return Token(kind: .open, range: start..<stop, name: name, isSelfClosing: isSelfClosing)
  }

  /// The text up to the end of the element `name`, whose tag comes next.
  private mutating func rawText(of name: String) -> Token {
    rawName = nil
    let start = index
    let mark = "</" + name
    while index < end {
      index = bytes.firstIndex(of: Self.less, in: index..<end)
      if index < end, starts(with: mark, at: index) { break }
      index = min(index + 1, end)
    }
    let hasEntities = name == "title" || name == "textarea"
    return Token(kind: hasEntities ? .text : .raw, range: start..<index)
  }
}

// MARK: Bytes

extension MarkupTokenizer {
  private mutating func takeName() -> String {
    let start = index
    while index < end, Self.isNamePart(bytes[index]) { index += 1 }
    // Longer names are not those of any element, and a text with many of them stays cheap.
    return bytes.string(start..<min(index, start + 64)).lowercased()
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != greater && byte != slash && byte != less
  }

  /// The index after the tag whose attributes start at ``index``.
  private mutating func endOfTag() -> Int {
    var position = index
    var isValue = false
    while position < end {
      let byte = bytes[position]
      position += 1
      switch byte {
      case Self.greater: return position
      case UInt8(ascii: "="): isValue = true
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if isValue { position = afterQuote(byte, from: position) }
        isValue = false
      case 0...0x20: continue
      default: isValue = false
      }
    }
    return end
  }

  /// The index after the next `quote`; `start` if there is none.
  private mutating func afterQuote(_ quote: UInt8, from start: Int) -> Int {
    if missingQuotes.contains(quote) { return start }
    let found = bytes.firstIndex(of: quote, in: start..<end)
    guard found < end else {
      missingQuotes.insert(quote)
      return start
    }
    return found + 1
  }

  /// The index after the next `mark`, or the end.
  private func after(_ mark: String, from start: Int) -> Int {
    let first = mark.utf8.first ?? Self.greater
    var position = min(start, end)
    while position < end {
      position = bytes.firstIndex(of: first, in: position..<end)
      if position < end, starts(with: mark, at: position) {
        return position + mark.utf8.count
      }
      position = min(position + 1, end)
    }
    return end
  }

  /// Whether `text`, in small letters, is at `position`; capitals of the input count as small ones.
  private func starts(with text: String, at position: Int) -> Bool {
    var position = position
    for byte in text.utf8 {
      guard position < end else { return false }
      let found = bytes[position]
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(found)
      guard found == byte || (isCapital && found | 0x20 == byte) else { return false }
      position += 1
    }
    return true
  }
}
