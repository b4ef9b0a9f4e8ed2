/// Records which rules fired.
///
/// Analyzers are generic over it, so that indexing and `fihrist analyze` run the same code; with
/// ``NoRecorder`` the calls compile to nothing.
protocol RuleRecorder {
  /// Whether anything is recorded; lets a hot loop skip the search for a rule's name.
  static var isRecording: Bool { get }

  /// Notes that `rule` changed something.
  mutating func fired(_ rule: Rule)

  /// The same, and what it left of a word.
  mutating func fired(_ rule: Rule, leaving word: FoldedWord)

  /// The same for a word of few letters.
  mutating func fired(_ rule: Rule, leaving word: ShortWord)

  /// Notes that `rule` kept letters that look like an affix, because of an entry of a list.
  mutating func kept(by rule: Rule, entry: ShortWord)
}

extension RuleRecorder {
  @inline(__always)
  mutating func fired(_ rule: Rule, leaving word: FoldedWord) { fired(rule) }

  @inline(__always)
  mutating func fired(_ rule: Rule, leaving word: ShortWord) { fired(rule) }

  @inline(__always)
  mutating func kept(by rule: Rule, entry: ShortWord) {}
}
