/// Bounds of the tf part in 255ths, as segments store them.
///
/// Ranking computes `w − w / (1 + x)` in `Float`, whose two roundings move the result by up to
/// `w · 2^−23` from `w` times the true part, and the part itself is off by as much. The slack
/// covers both, so that for every weight `w · (upper / 255) · SoundnessFactor.up` is at least, and
/// `w · (lower / 255) · SoundnessFactor.down` at most, what ranking computes.
extension ImpactTable {
  /// The greatest error of a computed part.
  package static let slack = 0x1p-21

  /// The least byte that bounds a part from above: `⌈part · 255⌉` with slack, at most 255.
  package static func upperBound(ofPart part: Float) -> UInt8 {
    // A product of 24 and 8 bits is exact in Double; the slack is far above its last bit.
    UInt8(min(255, ((Double(part) + slack) * 255).rounded(.up)))
  }

  /// The greatest byte that bounds a part from below: `⌊part · 255⌋` with slack, at least 0.
  package static func lowerBound(ofPart part: Float) -> UInt8 {
    UInt8(max(0, ((Double(part) - slack) * 255).rounded(.down)))
  }
}
