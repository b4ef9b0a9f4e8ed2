/// The letters that Lucene's `ArabicNormalizer` changes: fewer than ``FoldingRule/all``.
enum LuceneNormalizer {
  /// What to write for U+0600…U+06FF, as in ``FoldingTable/letters``.
  static let letters = ByteTable<UInt16> { index in
    let scalar = 0x600 | UInt32(index)
    switch scalar {
    case 0x0622, 0x0623, 0x0625: return FoldingTable.twoBytes(0x0627)
    case 0x0649: return FoldingTable.twoBytes(0x064A)
    case 0x0629: return FoldingTable.twoBytes(0x0647)
    case 0x0640, 0x064B...0x0652: return FoldingTable.nothing
    default: return FoldingTable.twoBytes(scalar)
    }
  }

  /// The name of the rule that changes the letter of these two bytes.
  static func rule(for pair: UInt16) -> Rule? {
    FoldingRule.changing(FoldingTable.scalar(of: pair))
  }
}
