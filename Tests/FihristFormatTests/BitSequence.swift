/// The bytes of posting lists read in the plainest way, bit by bit: what the kernels are compared
/// with.
struct BitSequence {
  let bytes: [UInt8]
  var bitOffset: Int

  init(_ bytes: some Sequence<UInt8>, fromBit bitOffset: Int = 0) {
    self.bytes = Array(bytes)
    self.bitOffset = bitOffset
  }

  mutating func bit() -> UInt32 {
    defer { bitOffset += 1 }
    return UInt32(bytes[bitOffset / 8] >> (bitOffset % 8) & 1)
  }

  mutating func number(_ width: Int) -> UInt32 {
    var value: UInt32 = 0
    for index in 0..<width { value |= bit() << index }
    return value
  }

  mutating func run() -> UInt32 {
    var zeros: UInt32 = 0
    while bit() == 0 { zeros += 1 }
    return zeros
  }

  mutating func gamma() -> UInt32 {
    let width = Int(run())
    return 1 << width | number(width)
  }
}
