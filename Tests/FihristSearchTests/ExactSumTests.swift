import FihristTestSupport
import Testing

@testable import FihristSearch

/// Sums are exact, whatever the order of the numbers.
@Suite struct ExactSumTests {
  private static func sum(_ numbers: [Double]) -> ExactSum {
    var sum = ExactSum()
    for number in numbers { sum.add(number) }
    return sum
  }

  @Test(
    arguments: [
      ([1e16, 1, -1e16], 1.0), ([1e300, 1, -1e300, 1e-300], 1), ([0.1, 0.2, 0.3], 0.6),
      ([1e16, 1, 1e-16], 10_000_000_000_000_002), ([], 0), ([-0.0], 0),
    ] as [([Double], Double)])
  func `sums that adding in order gets wrong`(_ numbers: [Double], _ expected: Double) {
    #expect(Self.sum(numbers).value == expected)
  }

  @Test func `any order, and parts of parts, give the same parts`() {
    for seed in UInt64(0)..<500 {
      var random = SeededGenerator(seed: seed)
      let numbers = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        let power = Double(Int.random(in: -60...60, using: &random))
        return Double.random(in: -1...1, using: &random) * (power < 0 ? 1 / -power : power * 1e9)
      }
      let parts = Self.sum(numbers).parts
      #expect(Self.sum(numbers.shuffled(using: &random)).parts == parts, "seed \(seed)")
      let cut = numbers.count / 3
      let halves = [numbers[..<cut], numbers[cut...]].map { Self.sum(Array($0)).parts }
      #expect(Self.sum(halves.flatMap(\.self)).parts == parts, "seed \(seed)")
    }
  }

  @Test func `whole numbers beyond 64 bits`() {
    var sum = ExactSum()
    for _ in 0..<4 { sum.add(Int64.max) }
    #expect(sum.value == 4 * 0x1p63 && sum.parts == [4 * 0x1p63, -4])
    for _ in 0..<4 { sum.add(-Int64.max) }
    #expect(sum.value == 0 && sum.parts.isEmpty)
    sum.add(Int64.min)
    #expect(sum.value == -0x1p63)
  }
}
