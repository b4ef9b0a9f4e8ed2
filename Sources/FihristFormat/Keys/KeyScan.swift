internal import FihristStorage

/// Reads the keys of one block in order.
struct KeyScan {
  private(set) var key: [UInt8] = []
  private var cursor: BlockCursor
  private let reader: KeyReader

  init(_ reader: KeyReader, block: Int) throws(IndexError) {
    self.reader = reader
    guard let cursor = unsafe BlockCursor(try reader.bytes(ofBlock: block)) else {
      throw reader.damage("a block is empty")
    }
    self.cursor = cursor
    key.reserveCapacity(32)
  }

  /// Steps to the next key; the first call to the block's first.
  mutating func advance() throws(IndexError) {
    let common = key.isEmpty ? 0 : cursor.varint()
    guard let common, common <= key.count, let count = cursor.varint(), count > 0,
      common + count <= FormatLimits.keyByteCount, let suffix = unsafe cursor.take(count),
      unsafe common == key.count || suffix[0] > key[common]
    else { throw reader.damage("a key is cut off, too long or not above the previous one") }
    // Keys that were counted up share all but a byte or two, so nothing is copied in bulk.
    key.removeLast(key.count - common)
    for index in 0..<count { unsafe key.append(suffix[index]) }
  }
}
