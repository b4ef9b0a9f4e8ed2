extension FoldingRule {
  /// The stroke that only makes a word longer on paper: deleted.
  static let tatweel = FoldingRule(
    rule: .stripTatweel, replacements: [([0x0640...0x0640], nil)])
}
