extension FoldingRule {
  /// The seats of a high hamza to the letters that Arabic writes: ٶ to ؤ, ٸ and ۓ to ئ.
  ///
  /// ؤ, ئ and ء themselves stay: folding them has no measurable gain.
  static let hamzaCarriers = FoldingRule(
    rule: .composeHamza,
    replacements: [
      ([0x0676...0x0676], 0x0624),
      ([0x0678...0x0678, 0x06D3...0x06D3], 0x0626),
    ])
}
