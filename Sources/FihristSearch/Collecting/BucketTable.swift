/// Counts by bucket within the bounds of a column.
struct BucketTable {
  private let buckets: HistogramCounts.Buckets
  private var starts: [Int64] = []
  private var numbers: [Int] = []
  /// The width that all buckets but the last have; those are found by division.
  private var width: Int64?
  /// Instead of the above where there are too many buckets to list.
  private var sparse: [Int64: Int]?

  private static let limit = 1 << 16

  init(_ buckets: HistogramCounts.Buckets, _ bounds: ClosedRange<Int64>) {
    self.buckets = buckets
    var start = buckets.start(bounds.lowerBound)
    while start <= bounds.upperBound {
      starts.append(start)
      let next = buckets.next(start)
      guard next > start else { break }
      start = next
      if starts.count > Self.limit {
        sparse = [:]
        break
      }
    }
    numbers = [Int](repeating: 0, count: starts.count)
    guard starts.count > 1 else { return }
    let first = starts[1] - starts[0]
    if zip(starts, starts.dropFirst()).allSatisfy({ $1 - $0 == first }) { width = first }
  }

  @inline(__always)
  mutating func add(_ value: Int64) {
    if sparse != nil {
      sparse?[buckets.start(value), default: 0] += 1
    } else if let width {
      numbers[Int((value - starts[0]) / width)] += 1
    } else {
      numbers[index(of: value)] += 1
    }
  }

  /// The last bucket that starts at `value` or before.
  private func index(of value: Int64) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }

  /// The buckets with a document, and how many they have.
  var counts: [(start: Int64, count: Int)] {
    if let sparse { return sparse.map { ($0.key, $0.value) } }
    return zip(starts, numbers).filter { $0.1 > 0 }.map { ($0.0, $0.1) }
  }
}
