extension FoldingRule {
  /// The Arabic letter mark, a direction control: deleted. Other controls are not in
  /// the Arabic blocks; folding deletes them by their class.
  static let controls = FoldingRule(
    rule: .stripControls, replacements: [([0x061C...0x061C], nil)])
}
