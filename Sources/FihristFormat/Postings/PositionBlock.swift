/// The packed positions of a block of postings, and where every 32nd posting's start.
@frozen
@usableFromInline
@safe
package struct PositionBlock {
  /// Where each 32 postings but the first start, 2 bytes each.
  @usableFromInline package let anchors: UnsafePointer<UInt8>

  /// The positions, bit after bit; ``byteCount`` bytes, and 64 more can be read.
  @usableFromInline package let stream: UnsafePointer<UInt8>

  /// Bytes of ``stream``.
  @usableFromInline package let byteCount: Int

  init(anchors: UnsafePointer<UInt8>, stream: UnsafePointer<UInt8>, byteCount: Int) {
    unsafe self.anchors = anchors
    unsafe self.stream = stream
    self.byteCount = byteCount
  }

  /// The bit of ``stream`` at which the positions of posting 32 · `group` start, or nil if that
  /// number is too large to be stored; `group` is below a 32nd of the block's postings.
  @inlinable
  @inline(__always)
  package func anchor(_ group: Int) -> UInt64? {
    guard group > 0 else { return 0 }
    let low = unsafe UInt64(anchors[2 &* group &- 2])
    let high = unsafe UInt64(anchors[2 &* group &- 1])
    let anchor = high &<< 8 | low
    return anchor == 0xFFFF ? nil : anchor
  }
}
