/// Finds out whether bytes are UTF-8, 32 bytes at a time.
///
/// Each byte is compared with its three predecessors: it must be a continuation byte exactly if one
/// of them opens a sequence that reaches it. The four ranges of second bytes that the Unicode
/// Standard (table 3-7) forbids are looked for apart, and only where such a lead occurs.
enum UTF8Check {
  /// Whether all of `bytes` is well-formed UTF-8.
  static func isValid(_ bytes: ByteView) -> Bool {
    // The first bytes have no predecessors and the last may be cut: both go scalar by scalar.
    var index = 0
    while index < min(bytes.count, 4) {
      guard let length = UTF8Sequence.length(bytes, at: index, end: bytes.count) else {
        return false
      }
      index += length
    }
    // `index` stands at the start of a scalar, with at least three bytes before it; what those
    // open is closed, which the comparison finds again.
    while index + ByteView.vectorWidth <= bytes.count {
      guard isValidBlock(bytes, at: index) else { return false }
      index += ByteView.vectorWidth
    }
    return isValidTail(bytes, from: index)
  }

  @inline(__always)
  private static func isValidBlock(_ bytes: ByteView, at index: Int) -> Bool {
    let current = bytes.vector(at: index)
    let before1 = bytes.vector(at: index - 1)
    // Nothing but ASCII here, and none before it: what came earlier is closed, or was found broken.
    if (current | before1).max() < 0x80 { return true }
    let before2 = bytes.vector(at: index - 2)
    let before3 = bytes.vector(at: index - 3)
    let isContinuation = (current & 0xC0) .== 0x80
    var expected = before1 .>= 0xC2
    expected = expected .| (before2 .>= 0xE0)
    expected = expected .| (before3 .>= 0xF0)
    var bad = isContinuation .^ expected
    bad = bad .| ((current & 0xFE) .== 0xC0)
    if before1.max() >= 0xE0 || current.max() >= 0xE0 {
      bad = bad .| (current .>= 0xF5)
      bad = bad .| ((before1 .== 0xE0) .& (current .< 0xA0))
      bad = bad .| ((before1 .== 0xED) .& (current .>= 0xA0))
      bad = bad .| ((before1 .== 0xF0) .& (current .< 0x90))
      bad = bad .| ((before1 .== 0xF4) .& (current .>= 0x90))
    }
    return !any(bad)
  }

  /// Checks what is left behind the last block, beginning with the scalar that may reach into it.
  private static func isValidTail(_ bytes: ByteView, from index: Int) -> Bool {
    var index = index
    var steps = 0
    while index > 0, steps < 3, bytes[index - 1] >= 0x80 {
      index -= 1
      steps += 1
      if bytes[index] >= 0xC0 { break }
    }
    // Three continuation bytes in a row close a sequence of four, which a block has checked.
    if steps == 3, index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 3 }
    while index < bytes.count {
      guard let length = UTF8Sequence.length(bytes, at: index, end: bytes.count) else {
        return false
      }
      index += length
    }
    return true
  }
}
