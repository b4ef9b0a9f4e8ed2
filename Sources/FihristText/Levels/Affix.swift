/// Letters that are cut from one end of a word.
struct Affix: Sendable {
  let letters: ShortWord
  /// How many letters must stay.
  let rest: Int
  /// The list of words that end with these letters and keep them.
  let kept: WordLists
  /// The rule that cuts it.
  let rule: Rule

  init(_ letters: String, leaving rest: Int = 3, unless kept: WordLists = [], _ rule: Rule) {
    self.letters = ShortWord(letters)
    self.rest = rest
    self.kept = kept
    self.rule = rule
  }
}
