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

@Suite struct NaturalLogarithmTests {
  @Test func `it agrees with the system's logarithm to 1e-14`() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<20_000 {
      let x = exp(Double.random(in: -40...40, using: &random))
      let expected = log(x)
      let error = abs(NaturalLogarithm.value(x) - expected)
      #expect(error <= 1e-14 * max(1, abs(expected)), "x = \(x)")
    }
    #expect(NaturalLogarithm.value(1) == 0)
  }

  @Test func `its bits never change`() {
    // A change here changes scores on disk and between machines.
    #expect(NaturalLogarithm.value(2).bitPattern == 0x3FE6_2E42_FEFA_39EF)
    #expect(NaturalLogarithm.value(10).bitPattern == 0x4002_6BB1_BBB5_5516)
    #expect(NaturalLogarithm.value(1.5).bitPattern == 0x3FD9_F323_ECBF_984C)
    #expect(NaturalLogarithm.value(31_031).bitPattern == 0x4024_AF7B_E096_C709)
  }

  @Test func `the weight falls as a word becomes frequent, and stays above zero`() {
    var last = Double.infinity
    for frequency in 1...1_000 {
      let weight = InverseDocumentFrequency.value(
        documentCount: 1_000, documentFrequency: UInt64(frequency))
      #expect(weight > 0 && weight < last)
      #expect(
        abs(weight - log(1 + (1_000 - Double(frequency) + 0.5) / (Double(frequency) + 0.5))) < 1e-14
      )
      last = weight
    }
    #expect(InverseDocumentFrequency.value(documentCount: 1, documentFrequency: 9) > 0)
    #expect(InverseDocumentFrequency.value(documentCount: 0, documentFrequency: 0) > 0)
  }
}
