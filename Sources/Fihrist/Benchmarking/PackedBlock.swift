internal import FihristKernels

/// A block of 128 document gaps, packed, for the benchmark of unpacking.
@_spi(Benchmarking) public struct PackedBlock: Sendable {
  private let bytes: [UInt8]
  private let width: UInt32

  /// Packs gaps that need `width` bits, 1 to 24.
  public init(width: Int) {
    let width = UInt32(min(max(width, 1), 24))
    let gaps = (0..<128).map { UInt32($0) &* 2_654_435_761 & (1 << width - 1) }
    // Decoders read whole machine words, so a block needs spare bytes after it.
    var bytes = [UInt8](repeating: 0, count: Int(width) * 16 + 64)
    unsafe fihrist_pack128(gaps, width, &bytes)
    self.bytes = bytes
    self.width = width
  }

  /// Unpacks the document IDs `count` times.
  ///
  /// - Returns: The last ID, so that the compiler does not remove the work.
  public func unpack(count: Int) -> UInt32 {
    var documents = [UInt32](repeating: 0, count: 128 + 16)
    for _ in 0..<count { unsafe fihrist_unpack_gaps128(bytes, width, 0, &documents) }
    return documents[127]
  }
}
