internal import FihristStorage

/// Writes the keys of a segment: ascending, in front-coded blocks of 16.
struct KeyWriter: ~Copyable {
  /// Keys in a block: one offset is stored and up to 15 keys are skipped for a look-up.
  static let blockKeyCount = 16

  private var file: FileWriter
  private let path: String
  private var block: [UInt8] = []
  private var offsets: [UInt8] = []
  private var previous: [UInt8] = []
  private(set) var count = 0

  init(_ directory: IndexDirectory, segment: UInt64) throws(IndexError) {
    let name = IndexFileName.segment(segment, .keys)
    file = try directory.create(name, kind: .keys)
    path = directory.path(of: name)
  }

  /// Appends the key of the next document.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` if it is empty, too long or not above the last one;
  ///   of kind `storage`.
  mutating func append(_ key: UnsafeBufferPointer<UInt8>) throws(IndexError) {
    let common = unsafe ByteOrder.commonPrefix(key, previous)
    unsafe try check(key, common: common)
    if count % Self.blockKeyCount == 0 {
      try writeBlock()
      try startBlock()
      block.appendVarint(key.count)
      unsafe block.append(contentsOf: key)
    } else {
      block.appendVarint(common)
      block.appendVarint(key.count - common)
      unsafe block.append(contentsOf: key[common...])
    }
    previous.removeSubrange(common...)
    unsafe previous.append(contentsOf: key[common...])
    count += 1
  }

  /// Writes the block offsets and closes the file.
  consuming func finish(synchronize: Bool) throws(IndexError) -> FileSummary {
    try writeBlock()
    var tail = offsets
    tail.appendLittleEndian(UInt32(count))
    tail.appendLittleEndian(UInt32(offsets.count / 4))
    tail.appendLittleEndian(UInt64(file.byteCount))
    try file.append(tail)
    return try file.finish(synchronize: synchronize)
  }

  private func check(_ key: UnsafeBufferPointer<UInt8>, common: Int) throws(IndexError) {
    guard !key.isEmpty, key.count <= FormatLimits.keyByteCount else {
      throw IndexError.invalid(
        path, "a key cannot have \(key.count) bytes",
        advice: "give every document a key of 1 to \(FormatLimits.keyByteCount) bytes")
    }
    let isAbove =
      unsafe common < key.count && (common == previous.count || key[common] > previous[common])
    guard isAbove else {
      throw IndexError.invalid(
        path, "keys are not in ascending order", advice: "report this as a fault of the software")
    }
  }

  private mutating func writeBlock() throws(IndexError) {
    try file.append(block)
    block.removeAll(keepingCapacity: true)
  }

  /// Notes where the next block starts.
  private mutating func startBlock() throws(IndexError) {
    guard let offset = UInt32(exactly: file.byteCount) else {
      throw IndexError.invalid(
        path, "the keys of one segment exceed 4 GiB", advice: "use shorter keys")
    }
    offsets.appendLittleEndian(offset)
  }
}
