/// The declaration `<!DOCTYPE …>`, which in XML may have others in brackets: those of entities.
enum DocumentType {
  /// Whether the declaration starts at `start`.
  static func starts(_ bytes: ByteView, at start: Int) -> Bool {
    bytes.starts(with: Array("<!DOCTYPE".utf8), at: start)
      || bytes.starts(with: Array("<!doctype".utf8), at: start)
  }

  /// The index after the declaration that starts at `start`; nil if its brackets, or a quotation or
  /// a comment in them, have no end in `bytes` before `end`.
  static func end(_ bytes: ByteView, from start: Int, before end: Int) -> Int? {
    let close = bytes.firstIndex(of: UInt8(ascii: ">"), in: start..<end)
    let open = bytes.firstIndex(of: UInt8(ascii: "["), in: start..<close)
    guard open < close else { return close < end ? close + 1 : nil }
    var index = open + 1
    var isInside = true
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "]"): isInside = false
      case UInt8(ascii: ">") where !isInside: return index + 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        index = bytes.firstIndex(of: bytes[index], in: index + 1..<end)
      case UInt8(ascii: "<"):
        // In comments and instructions quotation marks and brackets are letters like any other.
        for (mark, last) in sections
        where index + mark.count <= end && bytes.starts(with: mark, at: index) {
          index = Self.last(last, bytes, in: index + mark.count..<end)
        }
      default: break
      }
      index += 1
    }
    return nil
  }

  private static let sections = [
    (Array("<!--".utf8), Array("-->".utf8)), (Array("<?".utf8), Array("?>".utf8)),
  ]

  /// The index of the last byte of the first `mark`, or the end of `range`.
  private static func last(_ mark: [UInt8], _ bytes: ByteView, in range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound {
      index = bytes.firstIndex(of: mark[0], in: index..<range.upperBound)
      if bytes.starts(with: mark, at: index) { return index + mark.count - 1 }
      index += 1
    }
    return range.upperBound
  }
}
