/// A parameter that a call takes: what reads requests and what describes the API are made of it.
struct Parameter: Sendable {
  /// What values may be.
  enum Kind: Sendable {
    /// Any text.
    case text
    /// A whole number in a range.
    case number(ClosedRange<Int>)
    /// One of these words.
    case choice([String])
    /// Names with commas between them; may be given several times.
    case names
    /// Texts; may be given several times, but not more often than this.
    case texts(most: Int)
    /// `1` or `true`, `0` or `false`.
    case flag
  }

  var name: String
  var kind: Kind
  /// What it means, in a sentence without a full stop.
  var meaning: String
  /// Whether a call without it is refused.
  var isRequired = false
  /// Whether it says something when it is empty, and is then not missing.
  var mayBeEmpty = false
  /// Whether a word that is not one of its choices counts as nothing, instead of being refused.
  var takesOthers = false

  init(
    _ name: String, _ kind: Kind, _ meaning: String, isRequired: Bool = false,
    mayBeEmpty: Bool = false, takesOthers: Bool = false
  ) {
    (self.name, self.kind, self.meaning) = (name, kind, meaning)
    (self.isRequired, self.mayBeEmpty) = (isRequired, mayBeEmpty)
    self.takesOthers = takesOthers
  }

  /// Whether `value` is one of the words to choose from.
  func isChoice(_ value: String) -> Bool {
    guard case .choice(let words) = kind else { return false }
    return words.contains(value)
  }
}
