extension FoldingRule {
  /// The kafs of Persian and Urdu keyboards (ک ڪ) to ك.
  static let kaf = FoldingRule(
    rule: .foldKaf, replacements: [([0x06A9...0x06AA], 0x0643)])
}
