/// Headers of a record of a WARC file, or of an answer of a server in one.
struct WARCHeaders {
  /// The index after the blank line that ends them.
  private(set) var end: Int

  private var values: [String: String] = [:]

  /// More headers than this are not looked at.
  private static let limit = 200

  /// The longest line, in bytes, that is looked at.
  private static let lineLimit = 8_192

  /// Reads the headers at the start of `range`, after their first line; nil if no blank line ends
  /// them.
  init?(_ bytes: ByteView, _ range: Range<Int>) {
    end = range.lowerBound
    var isFirst = true
    while true {
      let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), in: end..<range.upperBound)
      guard feed < range.upperBound else { return nil }
      let line = ArticleLabel.trimmed(bytes, end..<feed)
      end = feed + 1
      if line.isEmpty { return }
      if !isFirst, line.count <= Self.lineLimit, values.count < Self.limit { add(bytes, line) }
      isFirst = false
    }
  }

  private mutating func add(_ bytes: ByteView, _ line: Range<Int>) {
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: line)
    guard colon < line.upperBound else { return }
    let name = bytes.string(line.lowerBound..<colon).lowercased()
    if values[name] == nil {
      values[name] = bytes.string(ArticleLabel.trimmed(bytes, colon + 1..<line.upperBound))
    }
  }

  /// The value of the header `name`, in small letters; empty if there is none.
  subscript(_ name: String) -> String { values[name] ?? "" }

  /// What comes before the first semicolon of the content type, in small letters.
  var contentType: String {
    String(self["content-type"].prefix { $0 != ";" && $0 != " " }).lowercased()
  }

  /// The encoding that the content type declares; nil if it declares none that is known.
  var declaredEncoding: TextEncoding? {
    DeclaredEncoding.value(of: "charset", in: self["content-type"].lowercased())
      .flatMap { TextEncoding(label: $0) }
  }
}
