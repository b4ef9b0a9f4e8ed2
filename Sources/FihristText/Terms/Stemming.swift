/// What an archive analyzer cuts off words.
struct Stemming: Sendable {
  /// What is cut off folded Arabic words.
  var affixes: Affixes
  /// The language of words in other letters.
  var language: LatinLanguage

  enum Affixes: Sendable {
    /// Nothing.
    case none
    /// The affixes of ``Light10Stemmer``.
    case light10
    /// All but the form of ``WordLevels``.
    case form
    /// All but the stem of ``WordLevels``.
    case stem
    /// All but the root of ``WordLevels``.
    case root
  }

  /// Nothing.
  static let none = Stemming(affixes: .none, language: .none)
  /// The affixes of ``Light10Stemmer``.
  static let light10 = Stemming(affixes: .light10, language: .none)

  /// Whether a level of ``WordLevels`` is made: then words are respelled, and ``Clitics`` before
  /// words that are not Arabic are cut.
  @inline(__always)
  var makesLevel: Bool {
    switch affixes {
    case .none, .light10: false
    case .form, .stem, .root: true
    }
  }

  /// Whether words that are not Arabic have terms. They have no further levels.
  @inline(__always)
  var takesOtherScripts: Bool {
    switch affixes {
    case .none, .light10, .stem: true
    case .form, .root: false
    }
  }
}
