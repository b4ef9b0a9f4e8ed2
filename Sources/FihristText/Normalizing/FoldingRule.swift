/// One rule about Arabic letters: which scalars it replaces, and by what.
struct FoldingRule: Sendable {
  /// The name under which it is shown.
  let rule: Rule

  /// Scalars and the letter that replaces them; `nil` deletes them.
  let replacements: [(scalars: [ClosedRange<UInt32>], letter: UInt32?)]

  /// Everything that makes the spellings of one word equal. No letter is replaced twice.
  static let all: [FoldingRule] = [
    .hamzaAlef, .hamzaCarriers, .alefMaksura, .yeh, .tehMarbuta, .heh, .kaf,
    .marks, .tatweel, .controls,
  ]

  /// The same without ى to ي: على (on) and علي (Ali) stay apart, which the stop list needs.
  static let keepingAlefMaksura = all.filter { $0.rule != .foldAlefMaksura }

  /// The letter for `scalar`, or `.none` if this rule does not touch it.
  func replacement(for scalar: UInt32) -> Replacement? {
    for (scalars, letter) in replacements where scalars.contains(where: { $0.contains(scalar) }) {
      return Replacement(letter: letter)
    }
    return nil
  }

  struct Replacement: Sendable {
    /// The letter to write; `nil` to write nothing.
    var letter: UInt32?
  }
}
