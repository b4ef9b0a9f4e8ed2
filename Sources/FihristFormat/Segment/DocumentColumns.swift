internal import FihristStorage

/// Norms and position widths of a segment that is being written, at addresses that stay.
@safe final class DocumentColumns {
  let documentCount: Int
  let norms: UnsafeMutablePointer<UInt8>
  let widths: UnsafeMutablePointer<UInt8>?

  /// The lengths as they are kept: at most ``NormsWriter/maximumLength``.
  let lengths: [UInt32]

  /// Their sum.
  let totalLength: UInt64

  init(lengths: [UInt32], lastPositions: [UInt32]?, scale: UInt32) {
    documentCount = lengths.count
    self.lengths = lengths.map { min($0, NormsWriter.maximumLength) }
    totalLength = self.lengths.reduce(0) { $0 + UInt64($1) }
    unsafe norms = .allocate(capacity: lengths.count)
    for (document, length) in self.lengths.enumerated() {
      unsafe (norms + document).initialize(to: Norm.encode(length / scale))
    }
    guard let lastPositions else {
      unsafe widths = nil
      return
    }
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: lengths.count)
    for (document, last) in lastPositions.enumerated() {
      let bitCount = UInt8(UInt32.bitWidth - last.leadingZeroBitCount)
      unsafe (room + document).initialize(to: lengths[document] == 0 ? 0 : max(1, bitCount))
    }
    unsafe widths = room
  }

  deinit {
    unsafe norms.deallocate()
    unsafe widths?.deallocate()
  }

  /// The mean length in tokens of boost 1; 1 where there are no tokens, so that nothing divides by 0.
  func averageLength(scale: UInt32) -> Float {
    guard totalLength > 0 else { return 1 }
    return Float(Double(totalLength) / Double(scale) / Double(documentCount))
  }

  func writeNorms(
    scale: UInt32, segment: UInt64, to directory: IndexDirectory, synchronize: Bool
  ) throws(IndexError) -> FileSummary {
    let norms = unsafe [UInt8](UnsafeBufferPointer(start: norms, count: documentCount))
    let widths = unsafe widths.map {
      unsafe [UInt8](UnsafeBufferPointer(start: $0, count: documentCount))
    }
    return try NormsWriter.write(
      norms, widths: widths, lengths: lengths, scale: scale, segment: segment, to: directory,
      synchronize: synchronize)
  }
}
