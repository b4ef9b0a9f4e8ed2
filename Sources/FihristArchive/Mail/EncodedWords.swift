/// Texts of headers: words such as `=?windows-1256?B?x+HmxQ==?=` (RFC 2047), and letters beyond
/// ASCII as old programs write them, without saying in which encoding.
enum EncodedWords {
  /// A word that was found.
  private struct Word {
    var charset: String
    var bytes: [UInt8]
    var end: Int
  }

  /// The text of the header `value`, with single blanks.
  static func text(_ value: [UInt8]) -> String {
    var text: [UInt8] = []
    unsafe value.withUnsafeBufferPointer { all in
      let bytes = unsafe ByteView(all)
      var pending: Word?
      var index = 0
      var plain = 0
      while index < bytes.count {
        index = bytes.firstIndex(of: UInt8(ascii: "="), in: index..<bytes.count)
        guard index < bytes.count else { break }
        guard let word = word(bytes, at: index) else {
          index += 1
          continue
        }
        let between = plain..<index
        let isJoined = pending != nil && between.allSatisfy { bytes[$0] <= 0x20 }
        if isJoined, pending?.charset == word.charset {
          // A letter may be cut, so that its bytes are in two words.
          pending?.bytes += word.bytes
        } else {
          flush(&pending, to: &text)
          if !isJoined { unsafe text += EncodedText.decoded(Array(bytes.buffer(between)), nil) }
          pending = word
        }
        index = word.end
        plain = index
      }
      flush(&pending, to: &text)
      unsafe text += EncodedText.decoded(Array(bytes.buffer(plain..<bytes.count)), nil)
    }
    return MarkupText.collapsed(text)
  }

  private static func flush(_ word: inout Word?, to text: inout [UInt8]) {
    if let found = word { text += EncodedText.decoded(found.bytes, found.charset) }
    word = nil
  }

  /// The word at `index`; nil if there is none.
  private static func word(_ bytes: ByteView, at index: Int) -> Word? {
    let question = UInt8(ascii: "?")
    guard bytes.starts(with: [UInt8(ascii: "="), question], at: index) else { return nil }
    // The standard allows 75 bytes; many programs write more.
    let end = min(bytes.count, index + 4_096)
    let first = bytes.firstIndex(of: question, in: index + 2..<end)
    guard first + 2 < end, bytes[first + 2] == question else { return nil }
    let last = bytes.firstIndex(of: question, in: first + 3..<end)
    guard last + 1 < end, bytes[last + 1] == UInt8(ascii: "=") else { return nil }
    let content = first + 3..<last
    let plain: [UInt8]
    switch bytes[first + 1] | 0x20 {
    case UInt8(ascii: "b"): plain = TransferEncoding.base64(bytes, content)
    case UInt8(ascii: "q"): plain = TransferEncoding.quoted(bytes, content, isWord: true)
    default: return nil
    }
    // A language may follow the name of the encoding, after an asterisk.
    let charset = bytes.string(index + 2..<first).prefix { $0 != "*" }
    return Word(charset: charset.lowercased(), bytes: plain, end: last + 2)
  }
}
