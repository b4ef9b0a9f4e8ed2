internal import FihristStorage

/// The words of a text in Markdown, without its signs.
struct MarkdownText {
  /// The first heading, if no other line comes before it; empty if there is none.
  private(set) var title: [UInt8] = []

  /// The text, a line for each line that has words.
  private(set) var text: [UInt8] = []

  /// The sign and the length of the line that opened the code which is being read.
  private var fence: (sign: UInt8, count: Int)?
  private var isInComment = false

  /// Where the last line starts in ``text``.
  private var lastLine = 0

  /// Reads `range` of `bytes`.
  init(_ bytes: ByteView, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), in: index..<range.upperBound)
      add(unsafe Array(bytes.buffer(ArticleLabel.trimmed(bytes, index..<feed))))
      index = feed + 1
    }
  }

  /// Adds a line, which has no blanks at its ends.
  private mutating func add(_ line: [UInt8]) {
    if let fence {
      let count = line.prefix { $0 == fence.sign }.count
      if count >= fence.count, count == line.count { self.fence = nil } else { append(line) }
      return
    }
    guard !line.isEmpty, !isComment(line) else { return }
    let inner = Self.withoutMarks(line[...])
    guard let first = inner.first else { return }
    let run = inner.prefix { $0 == first }.count
    if run >= 3, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") {
      fence = (first, run)
    } else if Self.isUnderline(inner) {
      // A line under the first line of a text makes a heading of it.
      if title.isEmpty, lastLine == 0, first == UInt8(ascii: "=") { (title, text) = (text, []) }
    } else if first == UInt8(ascii: "#"), run <= 6,
      run == inner.count || inner[inner.startIndex + run] == 0x20
    {
      addHeading(inner.dropFirst(run))
    } else if let words = Self.words(inner) {
      append(words)
    }
  }

  private mutating func addHeading(_ line: ArraySlice<UInt8>) {
    let words = MarkdownLine.plain(Self.trimmed(line, closing: UInt8(ascii: "#")))
    if title.isEmpty, text.isEmpty { title = words } else { append(words) }
  }

  private mutating func append(_ line: [UInt8]) {
    guard line.contains(where: { $0 > 0x20 }) else { return }
    if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
    lastLine = text.count
    text += line
  }

  /// Whether `line` is in a comment, or starts one.
  private mutating func isComment(_ line: [UInt8]) -> Bool {
    let isComment = isInComment || line.starts(with: "<!--".utf8)
    if isComment {
      isInComment = !String(decoding: line, as: UTF8.self).has(piece: "-->")
    }
    return isComment
  }
}

extension MarkdownText {
  /// `line` without the signs of quotes and lists before it.
  private static func withoutMarks(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    for _ in 0..<20 {
      line = line.drop { $0 <= 0x20 }
      guard let first = line.first else { return line }
      let digits = line.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      let isList = [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(first)
      let sign = line.startIndex + (isList ? 0 : digits)
      if first == UInt8(ascii: ">") {
        line = line.dropFirst()
      } else if isList || (1...9).contains(digits), sign + 1 < line.endIndex,
        isList || line[sign] == UInt8(ascii: ".") || line[sign] == UInt8(ascii: ")"),
        line[sign + 1] == 0x20, !isUnderline(line)
      {
        line = line[(sign + 2)...]
      } else {
        return line
      }
    }
    return line
  }

  /// Whether a line is a row of signs: under a heading, between parts, or under the head of a
  /// table.
  private static func isUnderline(_ line: ArraySlice<UInt8>) -> Bool {
    let signs = line.filter { $0 != 0x20 }
    guard signs.count >= 2, let first = signs.first else { return false }
    let isRow = signs.allSatisfy { $0 == first }
    let isLong = signs.count > 2
    if isRow { return (isLong ? "=-*_" : "=-").utf8.contains(first) }
    return signs.contains(UInt8(ascii: "-")) && signs.contains(UInt8(ascii: "|"))
      && signs.allSatisfy { "-|:".utf8.contains($0) }
  }

  /// The words of a line that is neither a heading nor signs; nil if it defines the address of a
  /// link.
  private static func words(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    var line = line
    if line.first == UInt8(ascii: "["), let close = line.firstIndex(of: UInt8(ascii: "]")),
      close + 1 < line.endIndex, line[close + 1] == UInt8(ascii: ":")
    {
      guard line[line.startIndex + 1] == UInt8(ascii: "^") else { return nil }
      // A note at the foot of the page is text.
      line = line[(close + 2)...].drop { $0 <= 0x20 }
    }
    guard line.first == UInt8(ascii: "|") else { return MarkdownLine.plain(line) }
    let cells = trimmed(line.dropFirst(), closing: UInt8(ascii: "|"))
    return MarkdownLine.plain(
      cells.map { $0 == UInt8(ascii: "|") ? UInt8(ascii: "\t") : $0 }[...])
  }

  /// `line` without blanks at its ends, and without the signs `closing` at its end.
  private static func trimmed(_ line: ArraySlice<UInt8>, closing: UInt8) -> ArraySlice<UInt8> {
    var line = line.drop { $0 <= 0x20 }
    while let last = line.last, last <= 0x20 || last == closing { line.removeLast() }
    return line
  }
}
