/// A word of a text, and what to write instead.
struct WordReplacement {
  /// In bytes of the text.
  var range: Range<Int>
  var text: String
}

extension String {
  /// The text with other words.
  ///
  /// - Parameter replacements: In the order of the text, without overlap.
  func replacing(_ replacements: [WordReplacement]) -> String {
    var bytes = Array(utf8)
    for replacement in replacements.reversed() {
      bytes.replaceSubrange(replacement.range, with: replacement.text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
