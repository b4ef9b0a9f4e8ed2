/// Makes the term of an emoji: without its colour and the sign that asks for a picture.
enum EmojiTerms {
  /// Appends the term of `word`.
  static func append(of word: UnsafeBufferPointer<UInt8>, to terms: inout WordTerms) {
    guard let bytes = word.baseAddress else { return }
    terms.reserve(word.count + 4)
    let start = terms.used
    var end = start
    var index = 0
    while index < word.count {
      let scalar = unsafe UTF8Scalar(bytes, at: index, end: word.count)
      index += scalar.byteCount
      if scalar.value == Emoji.pictureSelector || Emoji.isSkinTone(scalar.value) { continue }
      unsafe terms.storage.withUnsafeMutableBufferPointer { storage in
        guard let base = storage.baseAddress else { return }
        unsafe end += UTF8Scalar.write(scalar.value, to: base + end)
      }
    }
    terms.append(start..<end, source: 0..<word.count)
  }
}
