/// Walks over the JSON of one line (RFC 8259) and checks its grammar, without making values.
///
/// It is more lenient than the standard in one point: control characters inside strings are
/// accepted, because archives have them. Bytes that are not UTF-8 are left to the reader of the
/// strings.
struct JSONCursor {
  /// How many arrays and objects may be nested.
  static let depthLimit = 512

  /// The bytes that contain the line.
  let bytes: ByteView

  /// The next byte to be read.
  var index: Int

  /// The end of the line.
  let end: Int

  /// A string's content between its quotes.
  struct Content: Hashable, Sendable {
    /// The bytes between the quotes.
    var range: Range<Int>

    /// Whether a backslash occurs.
    var hasEscapes: Bool
  }

  /// Starts at the start of `range`.
  init(_ bytes: ByteView, _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
  }

  /// The byte to be read, or 0 at the end (a zero byte is not JSON outside of strings).
  var next: UInt8 {
    @inline(__always) get { index < end ? bytes[index] : 0 }
  }

  /// Steps over white space.
  @inline(__always) mutating func skipSpace() {
    while index < end {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A else { return }
      index += 1
    }
  }

  /// Steps over `byte`, or says what is missing.
  @inline(__always)
  mutating func expect(_ byte: UInt8, or kind: JSONProblem.Kind) throws(JSONProblem) {
    guard next == byte else { throw problem(kind) }
    index += 1
  }

  /// The problem `kind` at the current byte; at the end of the line it is that the line is cut.
  func problem(_ kind: JSONProblem.Kind) -> JSONProblem {
    JSONProblem(kind: index < end ? kind : .cut, index: index)
  }
}

extension JSONCursor {
  /// Steps over a string, at whose opening quote the cursor stands.
  mutating func string() throws(JSONProblem) -> Content {
    index += 1
    let start = index
    var hasEscapes = false
    while true {
      skipPlain()
      guard index < end else {
        throw JSONProblem(kind: .openString, index: start - 1)
      }
      if bytes[index] == UInt8(ascii: "\"") { break }
      hasEscapes = true
      try escape()
    }
    index += 1
    return Content(range: start..<index - 1, hasEscapes: hasEscapes)
  }

  /// Steps over bytes that are neither quote nor backslash.
  @inline(__always) private mutating func skipPlain() {
    while index + 8 <= end {
      let word = bytes.word(at: index)
      let found =
        ByteWord.zeroBytes(word ^ ByteWord.repeating(UInt8(ascii: "\"")))
        | ByteWord.zeroBytes(word ^ ByteWord.repeating(UInt8(ascii: "\\")))
      if found != 0 {
        index += found.trailingZeroBitCount / 8
        return
      }
      index += 8
    }
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      index += 1
    }
  }

  /// Steps over an escape, at whose backslash the cursor stands.
  private mutating func escape() throws(JSONProblem) {
    let start = index
    index += 1
    switch next {
    case UInt8(ascii: "u"):
      guard index + 5 <= end, (1...4).allSatisfy({ HexDigit.value(bytes[index + $0]) != nil })
      else { throw JSONProblem(kind: .escape, index: start) }
      index += 5
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index += 1
    default:
      throw JSONProblem(kind: index < end ? .escape : .openString, index: start)
    }
  }
}
