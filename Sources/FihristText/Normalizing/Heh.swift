extension FoldingRule {
  /// The hehs of Persian, Urdu and Kurdish keyboards (ہ ھ ە ۀ ۂ) to ه.
  static let heh = FoldingRule(
    rule: .foldHeh,
    replacements: [([0x06BE...0x06BE, 0x06C0...0x06C2, 0x06D5...0x06D5], 0x0647)])
}
