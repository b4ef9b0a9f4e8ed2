internal import FihristStorage

/// Norms, position widths and exact lengths of a segment's documents.
///
/// All norms and widths are checked at open, 2 bytes a document, because scoring reads them without
/// further checks.
@safe struct NormsReader: Sendable {
  static let trailerByteCount = 16

  /// The flag of a file that has widths.
  static let widthsFlag: UInt32 = 1

  let documentCount: Int

  /// One byte a document; 64 more may be read.
  nonisolated(unsafe) let norms: UnsafePointer<UInt8>

  /// Bits of a position in each document, or nil without positions.
  nonisolated(unsafe) let widths: UnsafePointer<UInt8>?

  private let file: CheckedFile
  private let scale: UInt32
  private let bitsStart: Int
  private let bitsByteCount: Int
  private let samplesStart: Int

  /// Reads the section of a term space, in `range` of `file`.
  ///
  /// - Throws: ``IndexError`` of kind `damaged` if its parts do not fit.
  init(
    _ file: CheckedFile, in range: Range<Int>, documentCount: Int, hasWidths: Bool, scale: UInt32
  ) throws(IndexError) {
    let start = range.lowerBound
    let end = range.upperBound - Self.trailerByteCount
    guard end >= start else { throw IndexError.damaged(file.path, "its parts do not fit") }
    let trailer = unsafe try file.bytes(end..<range.upperBound)
    let count = unsafe Int(trailer.littleEndian(at: 0, as: UInt32.self))
    let flags = unsafe trailer.littleEndian(at: 4, as: UInt32.self)
    let bits = unsafe trailer.littleEndian(at: 8, as: UInt64.self)
    bitsStart = start + (hasWidths ? 2 * count : count)
    let sampleCount =
      (count + LengthRemainders.sampleDocumentCount - 1) / LengthRemainders.sampleDocumentCount
    guard count == documentCount, flags == (hasWidths ? Self.widthsFlag : 0), bits <= UInt64(end),
      bitsStart + Int(bits) + 4 * sampleCount == end
    else { throw IndexError.damaged(file.path, "its parts do not fit") }
    bitsByteCount = Int(bits)
    samplesStart = bitsStart + bitsByteCount
    self.documentCount = count
    self.file = file
    self.scale = scale
    // The address is never nil, because a body is never empty.
    let bytes = unsafe try file.bytes(start..<bitsStart).baseAddress!.assumingMemoryBound(
      to: UInt8.self)
    unsafe norms = bytes
    unsafe widths = hasWidths ? bytes + count : nil
    try checkWidths()
  }

  /// The exact length of `document`, in units.
  ///
  /// - Throws: ``IndexError``: `invalid` past the last document; `damaged`.
  func length(of document: UInt32) throws(IndexError) -> UInt32 {
    try IndexError.check(document, of: documentCount, in: file)
    let first = Int(document) / LengthRemainders.sampleDocumentCount
    let sample = samplesStart + 4 * first
    let offset = unsafe try file.bytes(sample..<sample + 4).littleEndian(at: 0, as: UInt32.self)
    var bit = Int(offset)
    for earlier in first * LengthRemainders.sampleDocumentCount..<Int(document) {
      bit += LengthRemainders.bitCount(norm: unsafe norms[earlier], scale: scale)
    }
    return try length(of: Int(document), bit: &bit)
  }

  /// The exact lengths of all documents, in units.
  func lengths() throws(IndexError) -> [UInt32] {
    var lengths: [UInt32] = []
    lengths.reserveCapacity(documentCount)
    var bit = 0
    for document in 0..<documentCount { lengths.append(try length(of: document, bit: &bit)) }
    return lengths
  }

  private func length(of document: Int, bit: inout Int) throws(IndexError) -> UInt32 {
    let norm = unsafe norms[document]
    let count = LengthRemainders.bitCount(norm: norm, scale: scale)
    // At most 29 bits after 7 others: they are within 8 bytes, which may reach into the padding.
    let start = bitsStart + bit / 8
    guard bit >= 0, bit + count <= 8 * bitsByteCount else {
      throw IndexError.damaged(file.path, "its lengths are cut off")
    }
    let end = min(start + 8, samplesStart)
    let bytes = unsafe try file.bytes(start..<end).baseAddress!
    let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    let remainder = UInt32(truncatingIfNeeded: word >> UInt64(bit % 8)) & (1 << UInt32(count) - 1)
    bit += count
    // decode(255) · 4 passes 2^32: a length above the limit was never written.
    let length = UInt64(Norm.decode(norm)) * UInt64(scale) + UInt64(remainder)
    guard length <= UInt64(NormsWriter.maximumLength) else {
      throw IndexError.damaged(file.path, "a length is out of range")
    }
    return UInt32(length)
  }

  /// Positions are below 2^32, so a width above 32 would make decoders read past their words.
  private func checkWidths() throws(IndexError) {
    guard let widths = unsafe widths else { return }
    var all: UInt8 = 0
    for document in 0..<documentCount { unsafe all = max(all, widths[document]) }
    guard all <= 32 else { throw IndexError.damaged(file.path, "a position width is out of range") }
  }
}
