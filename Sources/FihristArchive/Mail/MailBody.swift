/// The text of a message, out of its parts (RFC 2046).
struct MailBody {
  /// The text, in UTF-8.
  private(set) var text: [UInt8] = []

  /// Whether parts were left out because there are too many.
  private(set) var isCut = false

  private var parts = 0

  /// Parts inside of each other more than this are left out.
  static let depth = 20

  /// More parts than this are left out.
  static let partLimit = 1_000

  /// Reads the contents at `range`, which `headers` describe. In a mailbox, lines that start with
  /// `From` have a sign before it.
  init(_ bytes: ByteView, _ range: Range<Int>, _ headers: MailHeaders, isInMailbox: Bool) {
    add(bytes, range, headers, depth: 0)
    if isInMailbox { text = Self.unquoted(text) }
  }

  private mutating func add(
    _ bytes: ByteView, _ range: Range<Int>, _ headers: MailHeaders, depth: Int
  ) {
    parts += 1
    guard parts <= Self.partLimit, depth <= Self.depth else { return isCut = true }
    let type = headers.contentType
    if type.hasPrefix("multipart/") {
      addParts(bytes, range, headers, isAlternative: type == "multipart/alternative", depth)
    } else if type == "message/rfc822" {
      let inner = MailHeaders(bytes, range)
      add(line: Array(inner.text("subject").utf8))
      add(bytes, inner.end..<range.upperBound, inner, depth: depth + 1)
    } else if !headers.isAttachment, type == "text/plain" || type == "text/html",
      let encoding = headers.transferEncoding
    {
      add(encoding.decoded(bytes, range), headers, isPage: type == "text/html")
    }
  }

  private mutating func add(_ written: [UInt8], _ headers: MailHeaders, isPage: Bool) {
    let plain = TextCleaning.cleaned(EncodedText.decoded(written, headers.parameter("charset")))
    add(line: isPage ? PartWriter.text(ofHTML: plain) : plain)
  }

  private mutating func add(line: [UInt8]) {
    let range = unsafe line.withUnsafeBufferPointer {
      unsafe ArticleLabel.trimmed(ByteView($0), 0..<line.count)
    }
    if range.isEmpty { return }
    if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
    text += line[range]
  }

  /// Adds the parts of a part; of alternatives the plain text, or if there is none, the last that
  /// is text.
  private mutating func addParts(
    _ bytes: ByteView, _ range: Range<Int>, _ headers: MailHeaders, isAlternative: Bool,
    _ depth: Int
  ) {
    guard let boundary = headers.parameter("boundary"), !boundary.isEmpty else { return }
    let ranges = Self.ranges(bytes, range, boundary: Array("--\(boundary)".utf8))
    let all = ranges.map { (headers: MailHeaders(bytes, $0), end: $0.upperBound) }
    guard isAlternative else {
      for part in all {
        add(bytes, part.headers.end..<part.end, part.headers, depth: depth + 1)
      }
      return
    }
    let before = text.count
    for isPlain in [true, false] {
      for part in all.reversed() where (part.headers.contentType == "text/plain") == isPlain {
        add(bytes, part.headers.end..<part.end, part.headers, depth: depth + 1)
        if text.count > before { return }
      }
    }
  }

  /// The parts between lines of `boundary`; the last may end with the bytes.
  private static func ranges(
    _ bytes: ByteView, _ range: Range<Int>, boundary: [UInt8]
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    var index = range.lowerBound
    while index < range.upperBound, ranges.count < partLimit {
      let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), in: index..<range.upperBound)
      let line = index
      index = min(feed + 1, range.upperBound)
      guard line + boundary.count <= range.upperBound, bytes.starts(with: boundary, at: line) else {
        continue
      }
      let rest = ArticleLabel.trimmed(bytes, line + boundary.count..<feed)
      let isLast = rest.count == 2 && bytes.starts(with: [0x2D, 0x2D], at: rest.lowerBound)
      guard rest.isEmpty || isLast else { continue }
      if let start { ranges.append(start..<line) }
      start = isLast ? nil : index
      if isLast { return ranges }
    }
    if let start, ranges.count < partLimit { ranges.append(start..<range.upperBound) }
    return ranges
  }

  /// `text` with one sign less before each `From` at the start of a line.
  private static func unquoted(_ text: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(text.count)
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      let line = text[start..<end]
      let isQuoted =
        line.first == UInt8(ascii: ">")
        && line.drop { $0 == UInt8(ascii: ">") }.starts(with: "From ".utf8)
      plain += isQuoted ? line.dropFirst() : line
      if end < text.count { plain.append(UInt8(ascii: "\n")) }
      start = end + 1
    }
    return plain
  }
}
