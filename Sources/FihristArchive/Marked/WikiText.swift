/// The text of a page of MediaWiki, without its markup.
///
/// Templates, tables, references, files and comments are left out, with all that is in them; of
/// links the words remain that readers see. It is one pass: where the end of something is missing,
/// its start is dropped, and the end is not looked for again.
struct WikiText {
  /// The text.
  private(set) var text: [UInt8] = []

  /// The categories of the page.
  private(set) var categories: [[UInt8]] = []

  private var unclosed: Set<String> = []

  /// Links in links deeper than this are dropped.
  private static let depthLimit = 4

  /// Reads `source`.
  init(_ source: [UInt8]) {
    unsafe source.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      read(view, 0..<view.count, depth: 0)
    }
    text = Self.tidied(text)
  }

  private mutating func read(_ bytes: ByteView, _ range: Range<Int>, depth: Int) {
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "{"): index = brace(bytes, index, range.upperBound)
      case UInt8(ascii: "["): index = bracket(bytes, index, range.upperBound, depth: depth)
      case UInt8(ascii: "<"): index = tag(bytes, index, range.upperBound)
      case UInt8(ascii: "'"):
        let end = Self.run(of: UInt8(ascii: "'"), bytes, index, range.upperBound)
        if end - index == 1 { text.append(UInt8(ascii: "'")) }
        index = end
      case UInt8(ascii: "&"):
        let end = min(index + 12, range.upperBound)
        let semicolon = bytes.firstIndex(of: UInt8(ascii: ";"), in: index..<end)
        let stop = semicolon < end ? semicolon + 1 : index + 1
        MarkupEntity.append(bytes, index..<stop, to: &text)
        index = stop
      default:
        text.append(bytes[index])
        index += 1
      }
    }
  }

  /// Steps over a template or a table, which is not text.
  private mutating func brace(_ bytes: ByteView, _ index: Int, _ end: Int) -> Int {
    guard index + 1 < end else { return index + 1 }
    switch bytes[index + 1] {
    case UInt8(ascii: "{"): return after("{{", "}}", bytes, index, end)
    case UInt8(ascii: "|"): return after("{|", "|}", bytes, index, end)
    default:
      text.append(bytes[index])
      return index + 1
    }
  }

  /// Adds what readers see of a link.
  private mutating func bracket(
    _ bytes: ByteView, _ index: Int, _ end: Int, depth: Int
  ) -> Int {
    guard index + 1 < end else { return index + 1 }
    if bytes[index + 1] == UInt8(ascii: "[") {
      let next = after("[[", "]]", bytes, index, end)
      if next > index + 2, depth < Self.depthLimit {
        link(bytes, index + 2..<next - 2, depth: depth)
      }
      return next
    }
    let close = bytes.firstIndex(of: UInt8(ascii: "]"), in: index..<min(end, index + 2_000))
    let isAddress = bytes.string(index + 1..<min(index + 5, end)).lowercased() == "http"
    guard isAddress, close < min(end, index + 2_000) else {
      text.append(bytes[index])
      return index + 1
    }
    let space = bytes.firstIndex(of: UInt8(ascii: " "), in: index..<close)
    if space < close { read(bytes, space + 1..<close, depth: Self.depthLimit) }
    return close + 1
  }

  private mutating func link(_ bytes: ByteView, _ range: Range<Int>, depth: Int) {
    let bar = bytes.firstIndex(of: UInt8(ascii: "|"), in: range)
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: range.lowerBound..<bar)
    if colon > range.lowerBound, colon < bar {
      let space = bytes.string(range.lowerBound..<colon).lowercased()
      if Self.categoryNames.contains(space) {
        let name = ArticleLabel.trimmed(bytes, colon + 1..<bar)
        return unsafe categories.append(Array(bytes.buffer(name)))
      }
      if Self.fileNames.contains(space) { return }
    }
    let start = bar < range.upperBound ? bar + 1 : range.lowerBound
    read(bytes, start..<range.upperBound, depth: depth + 1)
  }

  private static let categoryNames: Set<String> = ["category", "تصنيف"]
  private static let fileNames: Set<String> = ["file", "image", "media", "ملف", "صورة", "وسائط"]

  /// Steps over a tag, and over all of a reference, a formula or a gallery.
  private mutating func tag(_ bytes: ByteView, _ index: Int, _ end: Int) -> Int {
    if bytes.starts(with: Array("<!--".utf8), at: index) {
      return after("<!--", "-->", bytes, index, end)
    }
    guard !unclosed.contains("<") else { return index + 1 }
    let close = bytes.firstIndex(of: UInt8(ascii: ">"), in: index..<end)
    guard close < end else {
      unclosed.insert("<")
      return index + 1
    }
    let name = bytes.string(index + 1..<min(close, index + 12)).lowercased()
      .prefix { $0.isLetter }
    let isEmpty = bytes[close - 1] == UInt8(ascii: "/")
    if Self.leftOut.contains(String(name)), !isEmpty {
      return max(after("<\(name)", "</\(name)>", bytes, index, end), close + 1)
    }
    return close + 1
  }

  private static let leftOut: Set<String> = [
    "ref", "math", "gallery", "timeline", "score", "syntaxhighlight", "source", "imagemap",
  ]

  /// The index after the `close` that belongs to the `open` at `index`; after `open` if there is
  /// none.
  private mutating func after(
    _ open: String, _ close: String, _ bytes: ByteView, _ index: Int, _ end: Int
  ) -> Int {
    let (start, stop) = (Array(open.utf8), Array(close.utf8))
    guard !unclosed.contains(open) else { return index + start.count }
    // Tags and comments do not nest.
    let nests = start[0] != UInt8(ascii: "<")
    var depth = 1
    var next = index + start.count
    while next < end {
      if bytes[next] == stop[0], next + stop.count <= end, bytes.starts(with: stop, at: next) {
        depth -= 1
        next += stop.count
        if depth == 0 { return next }
      } else if nests, bytes[next] == start[0], bytes.starts(with: start, at: next) {
        depth += 1
        next += start.count
      } else {
        next += 1
      }
    }
    unclosed.insert(open)
    return index + start.count
  }

  private static func run(of byte: UInt8, _ bytes: ByteView, _ index: Int, _ end: Int) -> Int {
    var index = index
    while index < end, bytes[index] == byte { index += 1 }
    return index
  }

  /// `text` without the signs at the start of lines that make headings and lists, without words for
  /// the software, and without blank lines.
  private static func tidied(_ text: [UInt8]) -> [UInt8] {
    var tidy: [UInt8] = []
    for line in text.split(separator: UInt8(ascii: "\n")) {
      var line = line
      while let first = line.first, "=*#:; ".utf8.contains(first) || first <= 0x20 {
        line = line.dropFirst()
      }
      while let last = line.last, last == UInt8(ascii: "=") || last <= 0x20 {
        line = line.dropLast()
      }
      if line.isEmpty || (line.starts(with: "__".utf8) && line.count < 40) { continue }
      if !tidy.isEmpty { tidy.append(UInt8(ascii: "\n")) }
      tidy.append(contentsOf: line)
    }
    return tidy
  }
}
