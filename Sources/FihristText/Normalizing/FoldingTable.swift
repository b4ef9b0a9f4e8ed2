/// The folding rules for U+0600 to U+06FF, ready for the inner loop.
struct FoldingTable: Sendable {
  /// What to write for two bytes: those of a letter, or one of the values below. These values are
  /// all less than any letter.
  let letters: ArabicTable<UInt16>

  /// Writes nothing. Letters differ from it: both of their bytes are at least 0x80.
  static var nothing: UInt16 { 0 }
  /// A hamza above, which may change the letter before it.
  static var hamzaAbove: UInt16 { 1 }
  /// Not a scalar of this table.
  static var other: UInt16 { 2 }

  /// Everything folded: what terms are made of.
  static let full = FoldingTable(FoldingRule.all)
  /// Everything folded except ى: what the query's stop list compares.
  static let keepingAlefMaksura = FoldingTable(FoldingRule.keepingAlefMaksura)

  private init(_ rules: [FoldingRule]) {
    letters = ArabicTable(other: Self.other) { scalar in
      guard scalar != HamzaAbove.scalar else { return Self.hamzaAbove }
      for rule in rules {
        guard let replacement = rule.replacement(for: scalar) else { continue }
        return replacement.letter.map(Self.twoBytes) ?? Self.nothing
      }
      // Separators are not part of words; one that a caller passes anyway is dropped.
      return WordClass.of(scalar) == .separator ? Self.nothing : Self.twoBytes(scalar)
    }
  }

  /// The UTF-8 bytes of a scalar below U+0800, the first in the lower half.
  static func twoBytes(_ scalar: UInt32) -> UInt16 {
    UInt16(truncatingIfNeeded: 0x80C0 | scalar >> 6 | (scalar & 0x3F) << 8)
  }

  /// The scalar of two such bytes.
  static func scalar(of twoBytes: UInt16) -> UInt32 {
    UInt32(twoBytes & 0x1F) << 6 | UInt32(twoBytes >> 8 & 0x3F)
  }
}

extension FoldingRule {
  /// The rule that changes `scalar`: for recorders.
  static func changing(_ scalar: UInt32) -> Rule? {
    all.first { $0.replacement(for: scalar) != nil }?.rule
  }
}
