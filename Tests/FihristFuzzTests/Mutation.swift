import FihristTestSupport

/// Changes inputs as a fuzzer does, by chance that repeats itself.
struct Mutation {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// `bytes`, changed one to four times.
  mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard let offset = offset(in: bytes) else { return bytes.append(byte()) }
    switch Int.random(in: 0..<9, using: &random) {
    case 0..<3: bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 3, 4: bytes[offset] = byte()
    case 5: bytes.insert(byte(), at: offset)
    case 6: bytes.removeSubrange(offset..<end(from: offset, in: bytes))
    case 7: bytes.insert(contentsOf: bytes[offset..<end(from: offset, in: bytes)], at: offset)
    default: bytes.removeLast(bytes.count - offset)
    }
  }

  /// Heads and trailers decide most, so ends are chosen as often as all the rest.
  private mutating func offset(in bytes: [UInt8]) -> Int? {
    guard !bytes.isEmpty else { return nil }
    let near = min(32, bytes.count)
    return switch Int.random(in: 0..<4, using: &random) {
    case 0: Int.random(in: 0..<near, using: &random)
    case 1: bytes.count - 1 - Int.random(in: 0..<near, using: &random)
    default: Int.random(in: 0..<bytes.count, using: &random)
    }
  }

  private mutating func end(from offset: Int, in bytes: [UInt8]) -> Int {
    min(bytes.count, offset + Int.random(in: 1...16, using: &random))
  }

  /// Any byte, or one at which something ends.
  private mutating func byte() -> UInt8 {
    Bool.random(using: &random)
      ? [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
      : UInt8.random(in: 0...255, using: &random)
  }
}
