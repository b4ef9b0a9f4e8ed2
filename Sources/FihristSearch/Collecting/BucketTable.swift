internal import FihristFormat
internal import FihristStorage

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

  /// Counts those of `documents` that lie in a block of `column`.
  ///
  /// A block whose values lie in one bucket costs as much as one document.
  ///
  /// - Returns: How many have no value.
  mutating func add(
    _ documents: DocumentBits, ofBlock number: Int, _ column: NumberColumn
  ) throws(IndexError) -> Int {
    let words = documents.words(ofBlock: number)
    var wanted = 0
    for word in words { wanted += documents.words[word].nonzeroBitCount }
    guard let bounds = column.blockBounds(number) else { return wanted }
    if let only = onlyBucket(of: bounds) {
      let present = words.reduce(0) {
        $0 + (documents.words[$1] & column.present(inWord: $1)).nonzeroBitCount
      }
      numbers[only] += present
      return wanted - present
    }
    let block = try column.block(number)
    for word in words where documents.words[word] != 0 {
      var rest = documents.words[word] & column.present(inWord: word)
      while rest != 0 {
        let document = 64 &* word &+ rest.trailingZeroBitCount
        add(block[document &- block.documents.lowerBound])
        wanted &-= 1
        rest &= rest &- 1
      }
    }
    return wanted
  }

  /// The one bucket of all values from `bounds`; nil if there are several.
  private func onlyBucket(of bounds: ClosedRange<Int64>) -> Int? {
    guard sparse == nil else { return nil }
    let first = index(of: bounds.lowerBound)
    return index(of: bounds.upperBound) == first ? first : nil
  }

  @inline(__always)
  private mutating func add(_ value: Int64) {
    if sparse != nil {
      sparse?[buckets.start(value), default: 0] += 1
    } else {
      numbers[index(of: value)] += 1
    }
  }

  /// The last bucket that starts at `value` or before.
  @inline(__always)
  private func index(of value: Int64) -> Int {
    if let width { return Int((value - starts[0]) / width) }
    return searchedIndex(of: value)
  }

  private func searchedIndex(of value: Int64) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }

  /// The buckets with a document, and how many they have, in order.
  var counts: [(start: Int64, count: Int)] {
    if let sparse { return sparse.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    return zip(starts, numbers).filter { $0.1 > 0 }.map { ($0.0, $0.1) }
  }
}
