/// The folded letters that a word starts with, any of some, with the article before them or
/// without.
struct WordBeginning {
  private let choices: [[UInt8]]
  private let analyzer: Analyzer

  private static let article = Array("ال".utf8)

  init(_ choices: [String], _ analyzer: Analyzer) {
    self.choices = choices.map { Array($0.utf8) }
    self.analyzer = analyzer
  }

  /// Whether a word of `text`, UTF-8, starts so.
  ///
  /// - Complexity: O(length of the text).
  func begins(aWordOf text: [UInt8]) -> Bool {
    unsafe text.withUnsafeBufferPointer { text in
      unsafe analyzer.anyWord(of: text) { unsafe begins($0) }
    }
  }

  /// Whether `word` starts so.
  func begins(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let arabic = unsafe analyzer.withFoldedArabic(word) { unsafe begins(folded: $0) }
    if let arabic { return arabic }
    var folded = unsafe analyzer.foldedLetters(of: String(decoding: word, as: UTF8.self))
    return folded.withUTF8 { unsafe begins(folded: $0) }
  }

  private func begins(folded word: UnsafeBufferPointer<UInt8>) -> Bool {
    let article = Self.article
    for letters in choices {
      let begins =
        unsafe word.starts(with: letters)
        || word.count > article.count + 2 && word.starts(with: article)
          && word.dropFirst(article.count).starts(with: letters)
      if begins { return true }
    }
    return false
  }
}
