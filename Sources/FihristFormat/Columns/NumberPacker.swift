internal import FihristStorage

/// Packs numbers of one width; see ``PackedNumbers``.
struct NumberPacker {
  private let bitCount: Int
  private var pending: UInt64 = 0
  private var pendingCount = 0
  /// Whole bytes that were packed; who takes them may empty it.
  var bytes: [UInt8] = []

  /// Starts packing numbers of `bitCount` bits: 0 to 56, or 64.
  init(bitCount: Int) { self.bitCount = bitCount }

  /// Packs `number`, which has no more bits.
  mutating func append(_ number: UInt64) {
    if bitCount == 64 { return bytes.appendLittleEndian(number) }
    pending |= number << UInt64(pendingCount)
    pendingCount += bitCount
    while pendingCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      pendingCount -= 8
    }
  }

  /// Fills up the last byte with zeros.
  mutating func finish() {
    if pendingCount > 0 { bytes.append(UInt8(truncatingIfNeeded: pending)) }
    (pending, pendingCount) = (0, 0)
  }
}
