import FihristKernels
import FihristTestSupport
import Testing

/// Every form of the checksum against the definition, bit by bit.
@Suite struct ChecksumKernelTests {
  /// CRC-32C of `bytes`, continuing from `sum`.
  private func plain(_ sum: UInt32, _ bytes: some Sequence<UInt8>) -> UInt32 {
    var state = ~sum
    for byte in bytes {
      state ^= UInt32(byte)
      for _ in 0..<8 { state = state >> 1 ^ (state & 1 == 1 ? 0x82F6_3B78 : 0) }
    }
    return ~state
  }

  @Test(arguments: PostingsKernelTests.levels)
  func `every length around the units of the loops`(_ level: Int32) {
    var random = SeededGenerator(seed: 5)
    let kernels = unsafe fihrist_checksum_kernels_at(level).pointee
    let bytes = (0..<7_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    // Three streams of 1,024 bytes, then 8 bytes, then one byte at a time.
    for count in Array(0...40) + [1_023, 1_024, 3_071, 3_072, 3_073, 3_083, 6_144, 6_999] {
      let start = Int.random(in: 0...1, using: &random)
      let part = bytes[start..<start + count]
      let sum = unsafe part.withUnsafeBytes { bytes in
        unsafe kernels.crc32c(0xDEAD_BEEF, bytes.baseAddress, bytes.count)
      }
      #expect(sum == plain(0xDEAD_BEEF, part), "seed 5, \(count) bytes")
    }
  }
}
