internal import FihristStorage

/// What the bytes of a file were, as far as they were read: their number and checksum.
///
/// It decides whether a file with another time of change has other contents. A change of up to 32
/// bits in a row is always seen, any other with a chance of 1 - 1 / 2³².
package struct ContentHash: Hashable, Sendable {
  /// How many bytes were read, from the first.
  package private(set) var byteCount = 0
  /// Their CRC-32C.
  package private(set) var checksum: UInt32 = 0

  /// The hash of nothing.
  package init() {}

  /// A hash that was stored.
  package init(byteCount: Int, checksum: UInt32) {
    self.byteCount = byteCount
    self.checksum = checksum
  }

  /// The hash of `bytes`.
  package init(of bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe add($0) }
  }

  /// Continues with `bytes`.
  @unsafe package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    byteCount += bytes.count
    checksum = unsafe Checksum.crc32c(bytes, continuing: checksum)
  }
}
