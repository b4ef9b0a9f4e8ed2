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

  /// A line, or a part of one. A sign and a vowel mark behind it are one Character, so scalars are
  /// looked at.
  private typealias Line = Substring.UnicodeScalarView

  /// So many bytes it may have; with more it is text.
  private static let byteLimit = 1 << 16

  /// Reads the start of `range`; nil if nothing of the kind is there.
  init?(_ bytes: ByteView, _ range: Range<Int>) {
    var index = bytes.indexAfterBlanks(from: range.lowerBound, end: range.upperBound)
    let window = range.lowerBound..<min(range.upperBound, index + Self.byteLimit)
    guard Self.line(bytes, &index, window) == "---" else { return nil }
    var lines: [Line] = []
    while index < window.upperBound {
      let line = Self.line(bytes, &index, window)
      if line == "---" || line == "..." {
        end = index
        read(lines)
        if entries.isEmpty { return nil }
        return
      }
      lines.append(line.unicodeScalars[...])
    }
    return nil
  }

  /// The line at `index`, without blanks at its end; `index` is after it then.
  private static func line(_ bytes: ByteView, _ index: inout Int, _ window: Range<Int>) -> String {
    let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), in: index..<window.upperBound)
    let line = bytes.string(index..<feed)
    index = min(feed + 1, window.upperBound)
    return String(trimmedEnd(line.unicodeScalars[...]))
  }

  private static func trimmedEnd(_ text: Line) -> Line {
    var text = text
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private mutating func read(_ lines: [Line]) {
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      guard let first = line.first, !Self.isBlank(first), first != "#", first != "-",
        let colon = line.firstIndex(of: ":")
      else { continue }
      let rest = line[line.index(after: colon)...]
      // In an address or a time no blank follows the colon.
      guard rest.first.map(Self.isBlank) ?? true else { continue }
      let start = index
      while index < lines.count, Self.isPart(lines[index]) { index += 1 }
      let name = Self.unquoted(line[..<colon])
      let values = Self.values(rest.drop(while: Self.isBlank), lines[start..<index])
      if !values.isEmpty { entries.append((name: name, values: values)) }
    }
  }

  /// Whether a line belongs to the name before it.
  private static func isPart(_ line: Line) -> Bool {
    line.first.map(isBlank) ?? true || isItem(line)
  }

  /// Whether a line is an element of a list.
  private static func isItem(_ line: Line) -> Bool { line.starts(with: "- ".unicodeScalars) }

  /// The values after a name: on its line, or else on those below.
  private static func values(_ value: Line, _ below: ArraySlice<Line>) -> [String] {
    let below = below.map { $0.drop(while: isBlank) }
    if value.first == "|" || value.first == ">" {
      return filled([
        below.map { String($0) }.joined(separator: value.first == "|" ? "\n" : " ")
      ])
    }
    if value.first == "[", value.last == "]" {
      return filled(elements(value.dropFirst().dropLast()).map(unquoted))
    }
    if value.isEmpty || value.first == "#" {
      return filled(below.filter(isItem).map { unquoted($0.dropFirst(2)) })
    }
    return filled([unquoted(value)])
  }

  private static func filled(_ values: [String]) -> [String] { values.filter { !$0.isEmpty } }

  /// The parts of a list between commas that are not in quotes.
  private static func elements(_ list: Line) -> [Line] {
    var quote: Unicode.Scalar?
    return list.split { scalar in
      if scalar == quote {
        quote = nil
      } else if quote == nil, scalar == "\"" || scalar == "'" {
        quote = scalar
      }
      return quote == nil && scalar == ","
    }
  }

  /// `value` without its quotes, or without a comment after it.
  private static func unquoted(_ value: Line) -> String {
    let value = trimmedEnd(value.drop(while: isBlank))
    guard let quote = value.first, quote == "\"" || quote == "'" else {
      let comment = Substring(value).range(ofPiece: " #")
      return String(trimmedEnd(value[..<(comment?.lowerBound ?? value.endIndex)]))
    }
    if quote == "'" {
      let inner = Substring(value.dropFirst()).exchanging("''", for: "\u{0}")
      return String(inner.unicodeScalars.prefix { $0 != "'" }).exchanging("\u{0}", for: "'")
    }
    var plain = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in value.dropFirst() {
      if !isEscaped, scalar == "\"" { break }
      isEscaped = !isEscaped && scalar == "\\"
      if !isEscaped { plain.append(scalar) }
    }
    return String(plain)
  }
}
