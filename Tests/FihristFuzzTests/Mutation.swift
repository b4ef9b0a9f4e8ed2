import FihristTestSupport

/// Changes inputs as a fuzzer does, by chance that repeats itself.
struct Mutation {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// `bytes`, changed in one to four places.
  mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard let place = place(in: bytes) else { return bytes.append(byte()) }
    switch Int.random(in: 0..<9, using: &random) {
    case 0..<3: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 3, 4: bytes[place] = byte()
    case 5: bytes.insert(byte(), at: place)
    case 6: bytes.removeSubrange(place..<end(from: place, in: bytes))
    case 7: bytes.insert(contentsOf: bytes[place..<end(from: place, in: bytes)], at: place)
    default: bytes.removeLast(bytes.count - place)
    }
  }

  /// Heads and trailers decide most, so ends are chosen as often as all the rest.
  private mutating func place(in bytes: [UInt8]) -> Int? {
    guard !bytes.isEmpty else { return nil }
    let near = min(32, bytes.count)
    return switch Int.random(in: 0..<4, using: &random) {
    case 0: Int.random(in: 0..<near, using: &random)
    case 1: bytes.count - 1 - Int.random(in: 0..<near, using: &random)
    default: Int.random(in: 0..<bytes.count, using: &random)
    }
  }

  private mutating func end(from place: Int, in bytes: [UInt8]) -> Int {
    min(bytes.count, place + Int.random(in: 1...16, using: &random))
  }

  /// Any byte, or one at which something ends.
  private mutating func byte() -> UInt8 {
    Bool.random(using: &random)
      ? [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
      : UInt8.random(in: 0...255, using: &random)
  }
}
