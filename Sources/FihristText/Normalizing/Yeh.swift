extension FoldingRule {
  /// ى to ي: in Egypt and the Sudan a final ي is written so.
  static let alefMaksura = FoldingRule(
    rule: .foldAlefMaksura, replacements: [([0x0649...0x0649], 0x064A)])

  /// The yehs of Persian, Urdu, Pashto and Kurdish keyboards (ی ۍ ې ے) to ي.
  static let yeh = FoldingRule(
    rule: .foldYeh,
    replacements: [
      ([0x06CC...0x06CD, 0x06D0...0x06D0, 0x06D2...0x06D2], 0x064A)
    ])
}
