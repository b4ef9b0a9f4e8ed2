import FihristTestSupport
import Foundation
import Testing

@testable import FihristFormat

@Suite struct NormTests {
  @Test func `lengths below 24 are exact and each code decodes to the least length it stands for`()
  {
    for length in 0..<UInt32(24) { #expect(Norm.decode(Norm.encode(length)) == length) }
    for code in UInt8.min...UInt8.max {
      let length = Norm.decode(code)
      guard length <= UInt32(Int32.max) else { continue }
      #expect(Norm.encode(length) == code)
      if length > 0 { #expect(Norm.encode(length - 1) == code - 1) }
    }
  }

  @Test func `codes are those of Lucene`() {
    // SmallFloat.intToByte4 of Lucene 10, at its first steps and at the largest int.
    for (length, code) in [(23, 23), (24, 24), (39, 39), (40, 40), (41, 40), (42, 41), (56, 48)] {
      #expect(Norm.encode(UInt32(length)) == UInt8(code), "\(length)")
    }
    #expect(Norm.encode(UInt32(Int32.max)) == 255)
    #expect(Norm.encode(.max) == 255)
  }

  @Test func `a length is its code's plus fewer than two to the remainder bits`() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let length =
        UInt32.random(in: 0...(.max), using: &random) >> UInt32.random(in: 1...31, using: &random)
      let code = Norm.encode(length)
      #expect(length - Norm.decode(code) < 1 << Norm.remainderBits(code), "\(length)")
    }
  }
}
