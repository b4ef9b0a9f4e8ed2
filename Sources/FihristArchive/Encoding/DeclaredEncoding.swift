internal import FihristStorage

/// The encoding that a page or an XML file declares about itself.
enum DeclaredEncoding {
  /// How many bytes of a file are looked at.
  private static let window = 4096

  /// What the start of a file declares: `encoding=` in an XML declaration, or `charset=` in a tag
  /// `meta`; nil if it declares nothing that is known.
  ///
  /// Every encoding that declares itself has the letters of ASCII in common.
  static func find(_ bytes: ByteView) -> TextEncoding? {
    let end = min(bytes.count, window)
    var index = 0
    while index < end {
      let start = bytes.firstIndex(of: UInt8(ascii: "<"), in: index..<end)
      guard start < end else { return nil }
      let close = bytes.firstIndex(of: UInt8(ascii: ">"), in: start..<end)
      let tag = bytes.string(start..<close).lowercased()
      if tag.hasPrefix("<?xml"), let label = value(of: "encoding", in: tag) {
        return TextEncoding(label: label)
      }
      if tag.hasPrefix("<meta"), let label = value(of: "charset", in: tag) {
        return TextEncoding(label: label)
      }
      index = start + 1
    }
    return nil
  }

  /// What follows `name` and `=` in `tag`, without quotes.
  static func value(of name: String, in tag: String) -> String? {
    guard let found = tag.range(ofPiece: name) else { return nil }
    let rest = tag[found.upperBound...].drop { $0 == " " }
    guard rest.first == "=" else { return nil }
    let value = rest.dropFirst().drop { $0 == " " || $0 == "\"" || $0 == "'" }
    let label = value.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    return label.isEmpty ? nil : String(label)
  }
}
