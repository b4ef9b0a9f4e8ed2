/// A hamza that is written as a mark of its own, after its seat: `و` + U+0654 is ؤ.
enum HamzaAbove {
  static let scalar: UInt32 = 0x0654

  /// The letter that `seat` (folded) and the mark make, or `nil` if they make none.
  ///
  /// ا + U+0654 is أ, which is folded to ا: for it, deleting the mark is enough.
  @inline(__always)
  static func composed(with seat: UInt32) -> UInt32? {
    switch seat {
    case 0x0648: 0x0624
    // ى is a seat too: the stop list's key keeps it, and ىٔ is another way to type ئ.
    case 0x064A, 0x0649: 0x0626
    default: nil
    }
  }
}
