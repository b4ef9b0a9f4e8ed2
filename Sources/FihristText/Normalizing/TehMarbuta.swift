extension FoldingRule {
  /// ة (and its Urdu form ۃ) to ه: many people leave out the dots.
  static let tehMarbuta = FoldingRule(
    rule: .foldTehMarbuta, replacements: [([0x0629...0x0629, 0x06C3...0x06C3], 0x0647)])
}
