import FihristFormat
import FihristStorage
import FihristTestSupport
@testable import FihristSearch

/// Draws ranks with frequencies by Zipf and Mandelbrot: the r-th in proportion to 1 / (r + 2.7).
struct RankTable {
  /// Sums of the frequencies up to each rank, in 2^40ths of all; the last is 2^40.
  private var sums: [UInt64] = []

  init(count: Int) {
    var all = 0.0
    for rank in 0..<count { all += 1 / (Double(rank) + 3.7) }
    var sum = 0.0
    for rank in 0..<count {
      sum += 1 / (Double(rank) + 3.7)
      sums.append(UInt64(sum / all * Double(1 << 40)))
    }
    sums[count - 1] = 1 << 40
  }

  /// The first rank whose sum is above a random number.
  func rank(_ generator: inout SeededGenerator) -> Int {
    let number = generator.next() >> 24
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > number { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
