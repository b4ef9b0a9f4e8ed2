/// Text that came with the name of its encoding, or without.
enum EncodedText {
  /// `bytes` in UTF-8. They are taken for what they are if they are UTF-8, else for what `charset`
  /// says, else for what their letters show, else for Western European.
  static func decoded(_ bytes: [UInt8], _ charset: String?) -> [UInt8] {
    unsafe bytes.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      if UTF8Check.isValid(view), !view.starts(with: [0xEF, 0xBB, 0xBF]), !view.hasZero {
        return bytes
      }
      let declared = charset.flatMap { TextEncoding(label: $0) }
      let guess = EncodingGuess(view, isWhole: true, declared: declared)
      let rest = view.part(guess.markLength..<view.count)
      return TextDecoder.text(rest, guess.encoding ?? declared ?? .windows1252)
    }
  }
}

extension ByteView {
  /// Whether one of the bytes is zero, as in every text of UTF-16 and UTF-32.
  fileprivate var hasZero: Bool { firstIndex(of: 0, in: 0..<count) < count }
}
