extension FoldingRule {
  /// Vowel marks, Koranic signs and the small letters above the line: deleted.
  ///
  /// U+0654 is among them; ``HamzaAbove`` is applied first, where it makes ؤ or ئ.
  static let marks = FoldingRule(
    rule: .stripMarks,
    replacements: [
      (
        [
          0x0610...0x061A, 0x064B...0x065F, 0x0670...0x0670, 0x06D6...0x06DC, 0x06DF...0x06E8,
          0x06EA...0x06ED,
        ], nil
      )
    ])
}
