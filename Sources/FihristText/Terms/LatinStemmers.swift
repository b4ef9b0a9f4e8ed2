import FihristSnowball

/// The stemmers of libstemmer, each made once.
enum LatinStemmers {
  private static let stemmers: [LatinLanguage: SnowballStemmer] = {
    var stemmers: [LatinLanguage: SnowballStemmer] = [:]
    for language in LatinLanguage.allCases where language != .none {
      stemmers[language] = SnowballStemmer(language: language.rawValue)
    }
    return stemmers
  }()

  private static let english = stemmers[.english]

  /// The stemmer of `language`; nil for none, and if this libstemmer has none.
  static func of(_ language: LatinLanguage) -> SnowballStemmer? {
    language == .english ? english : stemmers[language]
  }

  /// Whether this libstemmer has `language`.
  static func have(_ language: LatinLanguage) -> Bool {
    language == .none || of(language) != nil
  }
}
