import FihristTestSupport
import Foundation
import Testing
@testable import FihristFormat

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
