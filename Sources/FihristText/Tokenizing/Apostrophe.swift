/// The signs that people type as an apostrophe between two letters.
enum Apostrophe {
  /// `'`, the left and right quotation marks, the prime, and the full-width form.
  static let scalars: Set<UInt32> = [0x27, 0x2018, 0x2019, 0x2032, 0xFF07]
}
