extension FoldingRule {
  /// أ إ آ ٱ and the alefs of other orthographies to ا: most people type the bare letter.
  static let hamzaAlef = FoldingRule(
    rule: .foldHamzaAlef,
    replacements: [
      ([0x0622...0x0623, 0x0625...0x0625, 0x0671...0x0673, 0x0675...0x0675], 0x0627)
    ])
}
