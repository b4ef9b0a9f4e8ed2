internal import FihristStorage

/// Writes the section of a keyword column; ``KeywordColumn`` reads it.
///
/// Memory: 4 bytes for each 16 distinct strings, and a buffer.
struct KeywordColumnWriter {
  /// Strings in a front-coded block.
  static let blockStringCount = 16

  /// Bytes that are packed before they go to the file.
  private static let bufferByteCount = 1 << 16

  private var trailer = KeywordTrailer()
  private var offsets: [UInt8] = []

  /// Appends the section of `documentCount` documents of `source` to `file`.
  static func write(
    _ source: some KeywordSource, documentCount: Int, to file: inout FileWriter
  ) throws(IndexError) {
    var writer = KeywordColumnWriter()
    try writer.survey(source, documentCount)
    try writer.writeStrings(source, to: &file)
    try file.append(writer.offsets)
    try writer.writeCodes(source, documentCount, to: &file)
    if writer.trailer.isMultiple { try writer.writeStarts(source, documentCount, to: &file) }
    try file.append(writer.trailer.bytes)
  }

  /// Finds out how many values there are, and whether documents have none or several.
  private mutating func survey(
    _ source: some KeywordSource, _ documentCount: Int
  ) throws(IndexError) {
    trailer.stringCount = source.stringCount
    var ordinals: [UInt32] = []
    for document in 0..<documentCount {
      try source.read(document, into: &ordinals)
      trailer.valueCount += ordinals.count
      if ordinals.isEmpty { trailer.missingCount += 1 }
      if ordinals.count > 1 { trailer.isMultiple = true }
    }
    trailer.codeBitCount = PackedNumbers.bitCount(upTo: trailer.greatestCode)
    trailer.startBitCount =
      trailer.isMultiple ? PackedNumbers.bitCount(upTo: UInt64(trailer.valueCount)) : 0
  }

  private mutating func writeStrings(
    _ source: some KeywordSource, to file: inout FileWriter
  ) throws(IndexError) {
    let start = file.byteCount
    var previous: [UInt8] = []
    var count = 0
    var block: [UInt8] = []
    unsafe try source.forEachString { (string) throws(IndexError) in
      if count % Self.blockStringCount == 0 {
        try file.append(block)
        block.removeAll(keepingCapacity: true)
        offsets.appendLittleEndian(UInt64(file.byteCount - start))
        previous.removeAll(keepingCapacity: true)
      }
      let common = unsafe ByteOrder.commonPrefix(string, previous)
      TermBlock.appendControl(shared: common, rest: string.count - common, to: &block)
      unsafe block.append(contentsOf: string[common...])
      previous.removeSubrange(common...)
      unsafe previous.append(contentsOf: string[common...])
      count += 1
    }
    precondition(count == trailer.stringCount, "the source gave as many strings as it said")
    try file.append(block)
    trailer.stringsByteCount = file.byteCount - start
  }

  private func writeCodes(
    _ source: some KeywordSource, _ documentCount: Int, to file: inout FileWriter
  ) throws(IndexError) {
    var packer = NumberPacker(bitCount: trailer.codeBitCount)
    var ordinals: [UInt32] = []
    for document in 0..<documentCount {
      try source.read(document, into: &ordinals)
      if !trailer.isMultiple {
        let missing: UInt64 = trailer.missingCount > 0 ? 1 : 0
        packer.append(ordinals.first.map { UInt64($0) + missing } ?? 0)
      } else {
        for ordinal in ordinals { packer.append(UInt64(ordinal)) }
      }
      try drain(&packer, to: &file)
    }
    packer.finish()
    try file.append(packer.bytes)
  }

  /// Writes where the values of each document start, and where those of the last end.
  private func writeStarts(
    _ source: some KeywordSource, _ documentCount: Int, to file: inout FileWriter
  ) throws(IndexError) {
    var packer = NumberPacker(bitCount: trailer.startBitCount)
    var ordinals: [UInt32] = []
    var start: UInt64 = 0
    packer.append(0)
    for document in 0..<documentCount {
      try source.read(document, into: &ordinals)
      start += UInt64(ordinals.count)
      packer.append(start)
      try drain(&packer, to: &file)
    }
    packer.finish()
    try file.append(packer.bytes)
  }

  private func drain(
    _ packer: inout NumberPacker, to file: inout FileWriter
  ) throws(IndexError) {
    guard packer.bytes.count >= Self.bufferByteCount else { return }
    try file.append(packer.bytes)
    packer.bytes.removeAll(keepingCapacity: true)
  }
}
