/// Marks that are put on Latin letters: decomposed accents, deleted like composed ones.
enum CombiningAccents {
  /// Whether `scalar` is such a mark, or a modifier letter of a transcription (ʿ ʾ).
  static func contains(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x02B0...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE2F: true
    default: false
    }
  }
}
