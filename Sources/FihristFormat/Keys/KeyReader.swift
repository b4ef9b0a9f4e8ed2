package import FihristStorage

/// The keys of a segment, by document, and the documents by key.
package struct KeyReader: Sendable {
  /// How many keys there are: the documents of the segment.
  package let count: Int

  private let file: CheckedFile
  private let blockCount: Int
  /// Where the offsets start, which is where the last block ends.
  private let offsetsStart: Int

  static let trailerByteCount = 16

  /// Reads the last bytes of `file` and checks that the parts they name fit.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  init(_ file: CheckedFile, documentCount: Int) throws(IndexError) {
    self.file = file
    let start = file.byteCount - Self.trailerByteCount
    let trailer = unsafe try file.bytes(start..<max(start, file.byteCount))
    count = unsafe Int(trailer.littleEndian(at: 0, as: UInt32.self))
    blockCount = unsafe Int(trailer.littleEndian(at: 4, as: UInt32.self))
    let offsets = unsafe trailer.littleEndian(at: 8, as: UInt64.self)
    guard count == documentCount,
      blockCount == (count + KeyWriter.blockKeyCount - 1) / KeyWriter.blockKeyCount,
      offsets <= UInt64(start), Int(offsets) + 4 * blockCount == start
    else { throw IndexError.damaged(file.path, "its parts do not fit") }
    offsetsStart = Int(offsets)
  }

  /// The key of `document`.
  ///
  /// Reads at most 16 keys. - Throws: ``IndexError``: `invalid` for an ID past the last document,
  /// `damaged`.
  package func key(of document: UInt32) throws(IndexError) -> [UInt8] {
    try IndexError.check(document, of: count, in: file)
    let (block, index) = Int(document).quotientAndRemainder(dividingBy: KeyWriter.blockKeyCount)
    let bytes = unsafe try bytes(ofBlock: block)
    let key = unsafe withUnsafeTemporaryAllocation(
      of: KeySuffix.self, capacity: KeyWriter.blockKeyCount
    ) { suffixes in
      unsafe KeySuffix.read(bytes, into: suffixes, through: index)
        ? KeySuffix.join(suffixes, through: index) : nil
    }
    guard let key else { throw damage("a key is cut off or too long") }
    return key
  }

  /// The document with `key`, or nil.
  ///
  /// A binary search over the blocks, then a scan of one: about log2(count) + 16 comparisons.
  package func document(withKey key: UnsafeBufferPointer<UInt8>) throws(IndexError) -> UInt32? {
    guard !key.isEmpty else { return nil }
    // The last block whose first key is not above `key` lies in low ..< high, if there is one.
    var (low, high) = (-1, blockCount)
    while high - low > 1 {
      let middle = (low + high) / 2
      if unsafe try compareHead(of: middle, with: key) <= 0 { low = middle } else { high = middle }
    }
    guard low >= 0 else { return nil }
    var scan = try KeyScan(self, block: low)
    let first = low * KeyWriter.blockKeyCount
    for document in first..<min(first + KeyWriter.blockKeyCount, count) {
      try scan.advance()
      let order = unsafe scan.key.withUnsafeBufferPointer {
        unsafe ByteOrder.compare($0, key)
      }
      if order == 0 { return UInt32(document) }
      if order > 0 { return nil }
    }
    return nil
  }

  /// The document with `key`, or nil.
  package func document(withKey key: [UInt8]) throws(IndexError) -> UInt32? {
    unsafe try key.withUnsafeBufferPointer { (bytes) throws(IndexError) in
      unsafe try document(withKey: bytes)
    }
  }

  /// A cursor before the first key.
  package func makeCursor() -> KeyCursor { KeyCursor(self) }

  /// Reads all keys and checks that they ascend.
  package func verify() throws(IndexError) {
    var cursor = makeCursor()
    var previous: [UInt8] = []
    while try cursor.next() {
      guard previous.lexicographicallyPrecedes(cursor.key) else {
        throw damage("its keys are not in ascending order")
      }
      previous = cursor.key
    }
  }

  func damage(_ reason: String) -> IndexError { .damaged(file.path, reason) }

  /// The bytes of `block`, which is below the number of blocks.
  func bytes(ofBlock block: Int) throws(IndexError) -> UnsafeRawBufferPointer {
    let isLast = block + 1 == blockCount
    let entry = offsetsStart + 4 * block
    let offsets = unsafe try file.bytes(entry..<entry + (isLast ? 4 : 8))
    let start = unsafe Int(offsets.littleEndian(at: 0, as: UInt32.self))
    let end = isLast ? offsetsStart : unsafe Int(offsets.littleEndian(at: 4, as: UInt32.self))
    guard start < end, end <= offsetsStart else { throw damage("its block offsets do not ascend") }
    return unsafe try file.bytes(start..<end)
  }

  private func compareHead(
    of block: Int, with key: UnsafeBufferPointer<UInt8>
  ) throws(IndexError) -> Int {
    guard var cursor = unsafe BlockCursor(try bytes(ofBlock: block)), let length = cursor.varint(),
      let head = unsafe cursor.take(length)
    else { throw damage("a block is cut off") }
    return unsafe ByteOrder.compare(UnsafeBufferPointer(start: head, count: length), key)
  }
}
