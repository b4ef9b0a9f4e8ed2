/// The headers of a message, or of a part of one (RFC 5322).
struct MailHeaders {
  /// The index after the blank line that ends them; the end of the bytes if none does.
  private(set) var end: Int

  private var values: [String: [UInt8]] = [:]

  /// More headers than this are not looked at.
  private static let limit = 500

  /// The longest header, in bytes, that is looked at.
  private static let byteLimit = 1 << 16

  /// Reads the headers at the start of `range`.
  init(_ bytes: ByteView, _ range: Range<Int>) {
    end = range.lowerBound
    var name = ""
    while end < range.upperBound {
      let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), in: end..<range.upperBound)
      let isContinued = bytes[end] == 0x20 || bytes[end] == 0x09
      let line = ArticleLabel.trimmed(bytes, end..<feed)
      end = min(feed + 1, range.upperBound)
      if line.isEmpty, !isContinued || name.isEmpty { return }
      if isContinued {
        append(bytes, line, to: name)
      } else {
        name = start(bytes, line)
      }
    }
  }

  /// Whether `range` can be the name of a header: no blanks, no letters beyond ASCII.
  static func isName(_ bytes: ByteView, _ range: Range<Int>) -> Bool {
    (1...76).contains(range.count) && range.allSatisfy { (0x21...0x7E).contains(bytes[$0]) }
  }

  /// Adds the header on `line`; its name, or nothing if it is none or was there before.
  private mutating func start(_ bytes: ByteView, _ line: Range<Int>) -> String {
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: line)
    guard colon < line.upperBound, Self.isName(bytes, line.lowerBound..<colon),
      values.count < Self.limit
    else { return "" }
    let name = bytes.string(line.lowerBound..<colon).lowercased()
    guard values[name] == nil else { return "" }
    values[name] = []
    append(bytes, ArticleLabel.trimmed(bytes, colon + 1..<line.upperBound), to: name)
    return name
  }

  private mutating func append(_ bytes: ByteView, _ range: Range<Int>, to name: String) {
    guard let value = values[name], value.count + range.count <= Self.byteLimit else { return }
    if !value.isEmpty { values[name]?.append(0x20) }
    unsafe values[name]?.append(contentsOf: bytes.buffer(range))
  }

  /// The text of the header `name`, in small letters, its encoded words decoded; empty if there is
  /// none.
  func text(_ name: String) -> String { EncodedWords.text(values[name] ?? []) }

  /// The value of the header `name`, in small letters, as it is written; empty if there is none.
  subscript(_ name: String) -> String { String(decoding: values[name] ?? [], as: UTF8.self) }

  /// What comes before the first semicolon of the content type, in small letters; without one, that
  /// of plain text.
  var contentType: String {
    let type = self["content-type"].prefix { $0 != ";" && !$0.isWhitespace }.lowercased()
    return type.contains("/") ? type : "text/plain"
  }

  /// The value of a parameter of the content type, without quotes; nil if there is none.
  func parameter(_ name: String) -> String? {
    let header = self["content-type"]
    for part in Self.parameters(header) {
      guard let sign = part.unicodeScalars.firstIndex(of: "="),
        part[..<sign].filter({ !$0.isWhitespace }).lowercased() == name
      else { continue }
      let value = part.unicodeScalars[part.unicodeScalars.index(after: sign)...]
        .drop(while: \.properties.isWhitespace)
      if value.first == "\"" { return String(value.dropFirst().prefix { $0 != "\"" }) }
      return String(value.prefix { !$0.properties.isWhitespace })
    }
    return nil
  }

  /// The parts of a header between semicolons that are not in quotes.
  private static func parameters(_ header: String) -> [Substring] {
    var isQuoted = false
    return header.unicodeScalars.split { scalar in
      if scalar == "\"" { isQuoted.toggle() }
      return scalar == ";" && !isQuoted
    }.dropFirst().map { Substring($0) }
  }

  /// How the contents are written.
  var transferEncoding: TransferEncoding? {
    let name = self["content-transfer-encoding"].filter { !$0.isWhitespace }.lowercased()
    return TransferEncoding(rawValue: name.isEmpty ? "8bit" : name)
  }

  /// Whether the contents are a file that was sent along.
  var isAttachment: Bool {
    self["content-disposition"].drop(while: \.isWhitespace).lowercased().hasPrefix("attachment")
  }
}

extension MailHeaders {
  /// Whether `head` starts like a message: headers up to a blank line or the end, two of the usual
  /// ones among them, one of these that other texts do not have.
  static func startsMessage(_ head: ByteView) -> Bool {
    var names: Set<String> = []
    var index = 0
    while index < head.count, names.count < limit {
      let feed = head.firstIndex(of: UInt8(ascii: "\n"), in: index..<head.count)
      let line = ArticleLabel.trimmed(head, index..<feed)
      let isContinued = head[index] == 0x20 || head[index] == 0x09
      index = feed + 1
      if line.isEmpty { break }
      if isContinued {
        if names.isEmpty { return false }
        continue
      }
      let colon = head.firstIndex(of: UInt8(ascii: ":"), in: line)
      guard colon < line.upperBound, isName(head, line.lowerBound..<colon) else {
        // The sample may end inside of a line.
        if feed == head.count, !names.isEmpty { break }
        return false
      }
      names.insert(head.string(line.lowerBound..<colon).lowercased())
    }
    return names.intersection(usual).count > 1 && !names.isDisjoint(with: telling)
  }

  private static let usual: Set<String> = [
    "from", "to", "subject", "date", "message-id", "received", "mime-version", "return-path",
    "content-type", "reply-to", "delivered-to",
  ]

  private static let telling: Set<String> = [
    "from", "message-id", "received", "mime-version", "return-path",
  ]
}
