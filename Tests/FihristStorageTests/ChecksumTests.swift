import FihristTestSupport
import Testing

@testable import FihristStorage

@Suite struct ChecksumTests {
  /// CRC-32C bit by bit, as its definition says.
  static func bitwise(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0x82F6_3B78 }
    }
    return ~crc
  }

  @Test func `the published check value comes out`() {
    #expect(Checksum.crc32c(Array("123456789".utf8)) == 0xE306_9283)
    #expect(Checksum.crc32c([]) == 0)
    #expect(Checksum.crc32c([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
  }

  @Test(arguments: [0, 1, 7, 8, 9, 255, 3_071, 3_072, 3_073, 6_144, 10_007, 65_536])
  func `any length and any start agree with the bitwise definition`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let bytes = (0..<count + 3).map { _ in UInt8.random(in: 0...255, using: &random) }
    for start in 0..<3 {
      let part = Array(bytes[start..<start + count])
      #expect(Checksum.crc32c(part) == Self.bitwise(part))
      unsafe bytes.withUnsafeBytes { whole in
        let slice = unsafe UnsafeRawBufferPointer(rebasing: whole[start..<start + count])
        #expect(unsafe Checksum.crc32c(slice) == Self.bitwise(part))
      }
    }
  }

  @Test func `a checksum continues where it stopped`() {
    let bytes = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 * 31) }
    for cut in [0, 1, 8, 1_000, 4_999, 5_000] {
      let first = Checksum.crc32c(Array(bytes[..<cut]))
      #expect(Checksum.crc32c(Array(bytes[cut...]), continuing: first) == Self.bitwise(bytes))
    }
  }
}
