enum Reference {
  /// The packed block of `width` bits at the start of `bytes`.
  static func unpack(_ bytes: [UInt8], width: Int) -> [UInt32] {
    (0..<128).map { index in
      var value: UInt32 = 0
      for bit in 0..<width {
        let bitOffset = index / 4 * width + bit
        let byte = 16 * (bitOffset / 32) + 4 * (index % 4) + bitOffset % 32 / 8
        value |= UInt32(bytes[byte] >> (bitOffset % 8) & 1) << bit
      }
      return value
    }
  }

  /// The packed block of values below 2^width.
  static func pack(_ values: [UInt32], width: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 16 * width)
    for index in 0..<128 {
      for bit in 0..<width {
        let bitOffset = index / 4 * width + bit
        let byte = 16 * (bitOffset / 32) + 4 * (index % 4) + bitOffset % 32 / 8
        bytes[byte] |= UInt8(values[index] >> bit & 1) << (bitOffset % 8)
      }
    }
    return bytes
  }

  /// The values of the patched block at the start of `bytes`, and its length.
  static func patched(_ bytes: [UInt8]) -> (values: [UInt32], length: Int) {
    let header = Int(bytes[0]) | Int(bytes[1]) << 8
    let (width, count, high) = (header & 31, header >> 5 & 127, header >> 12)
    var values = unpack(Array(bytes[2...]), width: width)
    let exceptions = bytes[(2 + 16 * width)...].prefix(count)
    var bits = BitSequence(bytes, fromBit: 8 * (2 + 16 * width + count))
    for index in exceptions { values[Int(index)] |= bits.number(high) << width }
    return (values, (bits.bitOffset + 7) / 8)
  }

  /// Running sums of gaps that are stored less 1.
  static func sum(_ gaps: [UInt32], before: UInt32) -> [UInt32] {
    var sum = before
    return gaps.map { gap in
      sum = sum &+ gap &+ 1
      return sum
    }
  }

  /// The Rice parameter of a tail.
  static func riceWidth(range: Int, count: Int) -> Int {
    let scaled = range * 63 / (count * 64)
    return scaled == 0 ? 0 : Int.bitWidth - 1 - scaled.leadingZeroBitCount
  }

  /// The columns of a tail.
  static func tail(
    _ bytes: [UInt8], count: Int, before: UInt32, range: Int, hasExcess: Bool
  ) -> (documents: [UInt32], frequencies: [UInt32], excess: [UInt32]) {
    let width = riceWidth(range: range, count: count)
    var bits = BitSequence(bytes)
    let low = (0..<count).map { _ in bits.number(width) }
    let gaps = low.map { bits.run() << width | $0 }
    var frequencies = runs(count, &bits)
    var excess = hasExcess ? runs(count, &bits) : [UInt32](repeating: 0, count: count)
    for index in 0..<count where frequencies[index] == 15 { frequencies[index] = 14 + bits.gamma() }
    for index in 0..<count where excess[index] == 15 { excess[index] = 14 + bits.gamma() }
    return (sum(gaps, before: before), frequencies.map { $0 + 1 }, excess)
  }

  /// The runs of a column, 0 for all when its first bit is one.
  private static func runs(_ count: Int, _ bits: inout BitSequence) -> [UInt32] {
    bits.bit() == 1 ? [UInt32](repeating: 0, count: count) : (0..<count).map { _ in bits.run() }
  }
}
