/// What had to be replaced by U+FFFD in a text.
struct Replacements: Hashable, Sendable {
  /// Characters that are not UTF-8.
  var characters = 0
  /// Escapes that are half of a pair, such as `\ud800` alone.
  var halves = 0

  static func += (one: inout Self, other: Self) {
    one.characters += other.characters
    one.halves += other.halves
  }
}
