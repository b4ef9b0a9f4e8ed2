/// The scalars of bytes that are well-formed UTF-8, as those of a dictionary are.
struct ScalarDecoder: IteratorProtocol {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next scalar; `nil` at the end, and where the bytes are cut off.
  mutating func next() -> UInt32? {
    guard index < bytes.count else { return nil }
    let lead = bytes[index]
    let count = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + count <= bytes.count else { return nil }
    var scalar = count == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(count))
    for offset in 1..<max(1, count) where count > 1 {
      scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F)
    }
    index += count
    return scalar
  }
}
