import FihristSnowball

/// Stems words of the languages whose endings have accents: before the accents are folded.
enum AccentedStem {
  /// What is written before an apostrophe and is a word of its own: l’école, dell'arte.
  private static let elidedLanguages: Set<LatinLanguage> = [.french, .italian, .catalan, .irish]
  private static let maximumElisionCount = 4

  /// The stem of the word of `count` bytes in small letters; nil for English, whose letters are
  /// stemmed when they are folded, and for words with digits.
  static func of(
    _ bytes: UnsafePointer<UInt8>, count: Int, _ language: LatinLanguage
  ) -> [UInt8]? {
    guard language != .english, let stemmer = LatinStemmers.of(language) else { return nil }
    var letters: [UInt32] = []
    var index = 0
    while index < count {
      let scalar = unsafe UTF8Scalar(bytes, at: index, end: count)
      index += scalar.byteCount
      if Apostrophe.scalars.contains(scalar.value) {
        let isElision = elidedLanguages.contains(language) && letters.count <= maximumElisionCount
        if isElision { letters = [] }
        continue
      }
      guard WordClass.of(scalar.value) == .letter else { return nil }
      letters.append(LowerCase.of(scalar.value))
    }
    var word = Array(String(String.UnicodeScalarView(letters.compactMap(Unicode.Scalar.init))).utf8)
    guard !word.isEmpty else { return nil }
    let length = unsafe word.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe stemmer.stem(base, count: buffer.count)
    }
    return Array(word.prefix(length))
  }
}
