/// A line of Markdown: what of it is read, and what are signs.
struct MarkdownLine {
  private let line: ArraySlice<UInt8>
  private let depth: Int
  private var index: Int
  private var plain: [UInt8] = []

  /// The text of `line`, with a character for each entity.
  static func plain(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var walk = MarkdownLine(line, depth: 0)
    walk.read()
    var text: [UInt8] = []
    unsafe walk.plain.withUnsafeBufferPointer {
      let view = unsafe ByteView($0)
      MarkupEntity.append(view, 0..<view.count, to: &text)
    }
    return text
  }

  /// Links inside of links more than this keep their signs.
  private static let depthLimit = 4

  /// The end of something that starts on a line is looked for so far.
  private static let reach = 2_000

  private init(_ line: ArraySlice<UInt8>, depth: Int) {
    self.line = line
    self.depth = depth
    index = line.startIndex
  }

  private mutating func read() {
    while index < line.endIndex {
      let byte = line[index]
      switch byte {
      case UInt8(ascii: "\\"): readEscape()
      case UInt8(ascii: "`"): readCode()
      case UInt8(ascii: "!") where peek(1) == UInt8(ascii: "["): readImage()
      case UInt8(ascii: "["): readLink()
      case UInt8(ascii: "<"): readTag()
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): readStress(byte)
      default: take()
      }
    }
  }

  private func peek(_ distance: Int) -> UInt8? {
    let other = index + distance
    return line.indices.contains(other) ? line[other] : nil
  }

  private mutating func take() {
    plain.append(line[index])
    index += 1
  }

  /// A sign of punctuation after a backslash is text.
  private mutating func readEscape() {
    if let next = peek(1), next > 0x20, next < 0x7F, !Self.isWord(next) { index += 1 }
    take()
  }

  private mutating func readCode() {
    let count = line[index...].prefix { $0 == UInt8(ascii: "`") }.count
    let start = index + count
    var end = start
    while end < min(line.endIndex, start + Self.reach) {
      let run = line[end...].prefix { $0 == UInt8(ascii: "`") }.count
      if run == count {
        plain += line[start..<end]
        index = end + count
        return
      }
      end += max(run, 1)
    }
    plain += line[index..<start]
    index = start
  }

  private mutating func readImage() {
    let start = index
    index += 1
    guard let close = closing(UInt8(ascii: "["), UInt8(ascii: "]"), from: index) else {
      plain.append(line[start])
      return
    }
    index = close + 1
    if !skipTarget() {
      index = start
      take()
    }
  }

  private mutating func readLink() {
    let start = index
    guard depth < Self.depthLimit,
      let close = closing(UInt8(ascii: "["), UInt8(ascii: "]"), from: index)
    else { return take() }
    index = close + 1
    // The number of a note is nothing that is read.
    if line[start + 1] == UInt8(ascii: "^") { return }
    guard skipTarget() else {
      index = start
      return take()
    }
    var inner = MarkdownLine(line[start + 1..<close], depth: depth + 1)
    inner.read()
    plain += inner.plain
  }

  /// Steps over the address, or the name of an address, after a link; says whether there is one.
  private mutating func skipTarget() -> Bool {
    let pairs = [
      (UInt8(ascii: "("), UInt8(ascii: ")")), (UInt8(ascii: "["), UInt8(ascii: "]")),
    ]
    for (open, close) in pairs where peek(0) == open {
      guard let end = closing(open, close, from: index) else { return false }
      index = end + 1
      return true
    }
    return false
  }

  /// Where the bracket at `start` is closed.
  private func closing(_ open: UInt8, _ close: UInt8, from start: Int) -> Int? {
    var level = 0
    var other = start
    while other < min(line.endIndex, start + Self.reach) {
      if line[other] == UInt8(ascii: "\\") {
        other += 2
        continue
      }
      if line[other] == open { level += 1 }
      if line[other] == close { level -= 1 }
      if level == 0 { return other }
      other += 1
    }
    return nil
  }

  /// Tags of HTML, and addresses between angle brackets, are not read.
  private mutating func readTag() {
    let next = peek(1) ?? 0
    let starts = Self.isWord(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
    let reach = line[index..<min(line.endIndex, index + Self.reach)]
    guard starts, next < 0x80, let end = reach.firstIndex(of: UInt8(ascii: ">")) else {
      return take()
    }
    index = end + 1
  }

  /// Signs of stress touch a word on one side at least; inside of a word only asterisks count, and
  /// of tildes only two.
  private mutating func readStress(_ sign: UInt8) {
    let count = line[index...].prefix { $0 == sign }.count
    let before = index > line.startIndex ? line[index - 1] : 0x20
    let after = peek(count) ?? 0x20
    let isLoose = before <= 0x20 && after <= 0x20
    let isInside = Self.isWord(before) && Self.isWord(after)
    let isText =
      isLoose || (sign == UInt8(ascii: "_") && isInside)
      || (sign == UInt8(ascii: "~") && count != 2)
    if isText { plain += line[index..<index + count] }
    index += count
  }

  /// Whether a byte belongs to a letter or a digit.
  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
