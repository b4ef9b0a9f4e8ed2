internal import FihristStorage

/// What stands before a text, between two lines of three dashes, as static sites have it:
///
///     ---
///     title: افتتاح الجسر
///     tags: [نقل, "محليات"]
///     ---
///
/// It is the part of YAML that people write by hand: a name, a colon and a value on a line. A value
/// may be in quotes, a list in brackets, a list of lines that start with a dash, or lines that are
/// indented after `|` or `>`. Values inside of values are passed over.
struct FrontMatter {
  /// The names, as they are written, and their values.
  private(set) var entries: [(name: String, values: [String])] = []

  /// The index after it.
  let end: Int

  /// So many bytes it may have; with more it is text.
  private static let byteLimit = 1 << 16

  /// Reads the start of `range`; nil if nothing of the kind is there.
  init?(_ bytes: ByteView, _ range: Range<Int>) {
    var index = bytes.indexAfterBlanks(from: range.lowerBound, end: range.upperBound)
    let window = range.lowerBound..<min(range.upperBound, index + Self.byteLimit)
    guard Self.line(bytes, &index, window) == "---" else { return nil }
    var lines: [Substring] = []
    while index < window.upperBound {
      let line = Self.line(bytes, &index, window)
      if line == "---" || line == "..." {
        end = index
        read(lines)
        if entries.isEmpty { return nil }
        return
      }
      lines.append(line[...])
    }
    return nil
  }

  /// The line at `index`, without blanks at its end; `index` is after it then.
  private static func line(_ bytes: ByteView, _ index: inout Int, _ window: Range<Int>) -> String {
    let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), in: index..<window.upperBound)
    let line = bytes.string(index..<feed)
    index = min(feed + 1, window.upperBound)
    return String(trimmedEnd(line[...]))
  }

  private static func trimmedEnd(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }

  private mutating func read(_ lines: [Substring]) {
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      guard let first = line.first, !first.isWhitespace, first != "#", first != "-",
        let colon = line.firstIndex(of: ":")
      else { continue }
      let rest = line[line.index(after: colon)...]
      // In an address or a time no blank follows the colon.
      guard rest.isEmpty || rest.first?.isWhitespace == true else { continue }
      let start = index
      while index < lines.count, Self.isPart(lines[index]) { index += 1 }
      let name = Self.unquoted(line[..<colon])
      let values = Self.values(rest.drop(while: \.isWhitespace), lines[start..<index])
      if !values.isEmpty { entries.append((name: name, values: values)) }
    }
  }

  /// Whether a line belongs to the name before it.
  private static func isPart(_ line: Substring) -> Bool {
    line.isEmpty || line.first?.isWhitespace == true || line.hasPrefix("- ")
  }

  /// The values after a name: on its line, or else on those below.
  private static func values(_ value: Substring, _ below: ArraySlice<Substring>) -> [String] {
    if value.first == "|" || value.first == ">" {
      let lines = below.map { $0.drop(while: \.isWhitespace) }
      return filled([lines.joined(separator: value.first == "|" ? "\n" : " ")])
    }
    if value.first == "[", value.last == "]" {
      return filled(elements(value.dropFirst().dropLast()).map(unquoted))
    }
    if value.isEmpty || value.first == "#" {
      let items = below.map { $0.drop(while: \.isWhitespace) }.filter { $0.hasPrefix("- ") }
      return filled(items.map { unquoted($0.dropFirst(2)) })
    }
    return filled([unquoted(value)])
  }

  private static func filled(_ values: [String]) -> [String] { values.filter { !$0.isEmpty } }

  /// The parts of a list between commas that are not in quotes.
  private static func elements(_ list: Substring) -> [Substring] {
    var quote: Character?
    return list.split { character in
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
      }
      return quote == nil && character == ","
    }
  }

  /// `value` without its quotes, or without a comment after it.
  private static func unquoted(_ value: Substring) -> String {
    let value = trimmedEnd(value.drop(while: \.isWhitespace))
    guard let quote = value.first, quote == "\"" || quote == "'" else {
      let comment = value.range(ofPiece: " #")
      return String(trimmedEnd(value[..<(comment?.lowerBound ?? value.endIndex)]))
    }
    if quote == "'" {
      let inner = value.dropFirst()
      let text = inner.exchanging("''", for: "\u{0}").prefix { $0 != "'" }
      return text.exchanging("\u{0}", for: "'")
    }
    var plain = ""
    var isEscaped = false
    for character in value.dropFirst() {
      if !isEscaped, character == "\"" { break }
      isEscaped = !isEscaped && character == "\\"
      if !isEscaped { plain.append(character) }
    }
    return plain
  }
}
