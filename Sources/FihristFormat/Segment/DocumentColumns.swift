/// Norms and position widths of a term space of a segment that is being written, at stable
/// addresses.
@safe final class DocumentColumns {
  let documentCount: Int

  /// Units in a boost of 1.
  let scale: UInt32
  let norms: UnsafeMutablePointer<UInt8>
  let widths: UnsafeMutablePointer<UInt8>?

  /// The lengths as they are stored, at most ``NormsWriter/maximumLength``.
  let lengths: [UInt32]

  /// Their sum.
  let totalLength: UInt64

  init(_ columns: SpaceColumns, scale: UInt32) {
    let lengths = columns.lengths
    documentCount = lengths.count
    self.scale = scale
    self.lengths = lengths.map { min($0, NormsWriter.maximumLength) }
    totalLength = self.lengths.reduce(0) { $0 + UInt64($1) }
    unsafe norms = .allocate(capacity: lengths.count)
    for (document, length) in self.lengths.enumerated() {
      unsafe (norms + document).initialize(to: Norm.encode(length / scale))
    }
    guard let lastPositions = columns.lastPositions else {
      unsafe widths = nil
      return
    }
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: lengths.count)
    for (document, last) in lastPositions.enumerated() {
      let bitCount = UInt8(UInt32.bitWidth - last.leadingZeroBitCount)
      unsafe (memory + document).initialize(to: lengths[document] == 0 ? 0 : max(1, bitCount))
    }
    unsafe widths = memory
  }

  deinit {
    unsafe norms.deallocate()
    unsafe widths?.deallocate()
  }

  /// The mean length in tokens of boost 1; 1 without tokens, so that nothing divides by 0.
  var averageLength: Float {
    guard totalLength > 0 else { return 1 }
    return Float(Double(totalLength) / Double(scale) / Double(documentCount))
  }

  /// A copy of the norms.
  var normBytes: [UInt8] { unsafe [UInt8](UnsafeBufferPointer(start: norms, count: documentCount)) }

  /// A copy of the widths, if there are any.
  var widthBytes: [UInt8]? {
    unsafe widths.map { unsafe [UInt8](UnsafeBufferPointer(start: $0, count: documentCount)) }
  }
}
