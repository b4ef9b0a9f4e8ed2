/// The one-byte code of a document's length: exact below 24, then with three bits after the leading
/// one.
///
/// It is Lucene's `SmallFloat.intToByte4`, so that both engines rank by the same rounded lengths.
package enum Norm {
  /// Lengths below this have a code each.
  private static let exactCount: UInt32 = 24

  /// The code of `length`. It is monotone; lengths above 2^31 − 1 count as that.
  package static func encode(_ length: UInt32) -> UInt8 {
    let length = min(length, UInt32(Int32.max))
    guard length >= exactCount else { return UInt8(length) }
    return UInt8(exactCount + float4(length - exactCount))
  }

  /// The smallest length with the code `norm`.
  package static func decode(_ norm: UInt8) -> UInt32 {
    let code = UInt32(norm)
    guard code >= exactCount else { return code }
    let float = code - exactCount
    guard float >= 8 else { return exactCount + float }
    // The largest code, 255, shifts by 27: 15 << 27 fits.
    return exactCount + (float & 7 | 8) << (float >> 3 - 1)
  }

  /// ``decode(_:)`` of all 256 codes.
  package static let lengths: [UInt32] = (0...255).map { decode(UInt8($0)) }

  /// How many lengths share the code `norm`, as a number of bits: the lengths are
  /// ``decode(_:)`` + 0 ..< 2^bits.
  package static func remainderBits(_ norm: UInt8) -> UInt32 {
    let code = UInt32(norm)
    guard code >= exactCount + 8 else { return 0 }
    return (code - exactCount) >> 3 - 1
  }

  /// A number below 2^31 as an exponent and the three bits after its leading one.
  private static func float4(_ value: UInt32) -> UInt32 {
    let bitCount = UInt32(32 - value.leadingZeroBitCount)
    guard bitCount >= 4 else { return value }
    let shift = bitCount - 4
    return value >> shift & 7 | (shift + 1) << 3
  }
}
