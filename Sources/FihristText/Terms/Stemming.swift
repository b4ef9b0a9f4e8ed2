/// The affixes that an archive analyzer cuts off folded words.
enum Stemming: Int, Comparable, Sendable {
  /// Nothing.
  case none
  /// The affixes of ``Light10Stemmer``.
  case light10
  /// All but the form of ``WordLevels``, and clitics before words that are not Arabic.
  case form
  /// All but the stem of ``WordLevels``, and such clitics.
  case stem
  /// All but the root of ``WordLevels``, and such clitics.
  case root

  /// Whether ``Clitics`` before words that are not Arabic are cut.
  var cutsClitics: Bool { self >= .form }

  /// Whether words that are not Arabic have terms. They have no further levels.
  var takesOtherScripts: Bool { self < .form || self == .stem }

  static func < (left: Stemming, right: Stemming) -> Bool { left.rawValue < right.rawValue }
}
