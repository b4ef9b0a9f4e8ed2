internal import FihristStorage

/// What the bytes of a file were, as far as they were read: their number and checksum.
///
/// It decides whether a file with another time of change has other contents. A change of up to 32
/// bits in a row is always seen, any other with a chance of 1 - 1 / 2³².
struct ContentHash: Hashable, Sendable {
  /// How many bytes were read, from the first.
  private(set) var byteCount = 0
  /// Their CRC-32C.
  private(set) var checksum: UInt32 = 0

  /// The hash of nothing.
  init() {}

  /// A hash that was stored.
  init(byteCount: Int, checksum: UInt32) {
    self.byteCount = byteCount
    self.checksum = checksum
  }

  /// The hash of `bytes`.
  init(of bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe add($0) }
  }

  /// Continues with `bytes`.
  @unsafe mutating func add(_ bytes: UnsafeRawBufferPointer) {
    byteCount += bytes.count
    checksum = unsafe Checksum.crc32c(bytes, continuing: checksum)
  }

  /// The hash of the first `byteCount` bytes of the file at `path`; nil if they cannot be read.
  init?(of path: InputPath, byteCount: Int, interruption: InputInterruption) {
    guard let file = try? FileBytes(path: path, interruption: interruption) else { return nil }
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while self.byteCount < byteCount {
      let wanted = min(block.count, byteCount - self.byteCount)
      let count = unsafe block.withUnsafeMutableBytes { all in
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: all[..<wanted])
        return (try? unsafe file.read(into: target)) ?? 0
      }
      if count == 0 { return nil }
      unsafe block.withUnsafeBytes {
        unsafe add(UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
    }
  }
}
