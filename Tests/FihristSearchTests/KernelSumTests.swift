import FihristKernels
import FihristTestSupport
import Testing

/// Sums without marks, and the numbers made of them.
@Suite struct KernelSumTests {
  @Test(arguments: [0, 1, 7, 8, 9, 64, 500], KernelTests.levels)
  func `sums that something was added to are collected`(count: Int, level: Int32) {
    let kernels = unsafe fihrist_ranking_kernels_at(level).pointee
    var generator = SeededGenerator(seed: 20 + UInt64(count))
    let room = (count + 7) & ~7
    var sums = [Float](repeating: 5, count: room)
    unsafe fihrist_clear_sums(&sums, room)
    let documents = (0..<UInt32(count)).filter { _ in Bool.random(using: &generator) }
    // A score of 0 counts as a match too.
    let scores = documents.map { $0 % 7 == 0 ? 0 : Float.random(in: 0...1, using: &generator) }
    unsafe fihrist_add_scores(&sums, 0, documents, scores, documents.count)
    for threshold: Float in [0, 0.5, 2] {
      var numbers = [UInt64](repeating: 0, count: count + 1)
      var matching = 0
      let written = unsafe kernels.collect_plain_sums(
        sums, count, threshold, 1000, &numbers, &matching)
      let expected = zip(documents, scores).filter { $1 >= threshold }.map {
        UInt64($1.bitPattern) << 32 | UInt64(~(1000 + $0))
      }
      #expect(matching == documents.count)
      #expect(Array(numbers.prefix(written)) == expected)
    }
  }

  private static func numbers(
    _ count: Int, _ generator: inout SeededGenerator, scores: Int
  ) -> [UInt64] {
    (0..<count).map { document in
      let score = Float(Int.random(in: 0..<scores, using: &generator)) / 16
      return UInt64(score.bitPattern) << 32 | UInt64(~UInt32(document))
    }
  }

  @Test(arguments: [0, 1, 2, 10, 1000])
  func `numbers that cannot be among the greatest are dropped`(count: Int) {
    var generator = SeededGenerator(seed: 30 + UInt64(count))
    for scores in [1, 20, 5000] {
      let numbers = Self.numbers(count, &generator, scores: scores)
      for wanted in [1, 2, 10, 999, 1000, 2000] {
        var left = numbers
        let kept = unsafe fihrist_drop_low_numbers(&left, count, wanted)
        let greatest = Set(numbers.sorted(by: >).prefix(wanted))
        #expect(greatest.isSubset(of: left.prefix(kept)))
        // What is left is in the old order.
        let rest = Set(left.prefix(kept))
        #expect(Array(left.prefix(kept)) == numbers.filter { rest.contains($0) })
        // A bucket is a 32nd of a power of two wide.
        let least = greatest.min().map { Float(bitPattern: UInt32($0 >> 32)) } ?? 0
        #expect(
          rest.allSatisfy { Float(bitPattern: UInt32($0 >> 32)) >= least * (1 - 0x1p-4) })
      }
    }
  }

  @Test(arguments: [0, 1, 2, 33, 256, 1000])
  func `numbers are sorted`(count: Int) {
    var generator = SeededGenerator(seed: 40 + UInt64(count))
    let random = (0..<count).map { _ in UInt64.random(in: 0...UInt64.max, using: &generator) }
    let equal = [UInt64](repeating: 7, count: count)
    for numbers in [random, equal, Self.numbers(count, &generator, scores: 3)] {
      var sorted = numbers
      var room = [UInt64](repeating: 0, count: count + 1)
      unsafe fihrist_sort_numbers(&sorted, count, &room)
      #expect(sorted == numbers.sorted(by: >))
    }
  }
}
