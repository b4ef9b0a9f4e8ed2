/// The tables that making a term of an Arabic word needs. A constant of the process is guarded by a
/// call; whoever makes many terms holds the tables instead.
struct ArabicTables: Sendable {
  /// Everything folded.
  let letters = FoldingTable.full
  private let areLetters = Self.areLetters

  private static let areLetters = ByteTable<Bool> {
    WordClass.of(0x600 | UInt32($0)) == .arabicLetter
  }

  /// Whether `scalar` is an Arabic letter of U+0600…U+06FF.
  @inline(__always)
  func isArabicLetter(_ scalar: UInt32) -> Bool {
    scalar >> 8 == 6 && areLetters[UInt8(truncatingIfNeeded: scalar)]
  }
}
