internal import FihristKernels
internal import FihristStorage

/// The best hits of one segment so far: once full, a binary heap whose root is the worst that is
/// kept.
///
/// A hit is one number, its score's bits above its inverted ID: scores are not negative, so their
/// bits are in their order; among equal scores, the smaller ID is better, because it has the
/// smaller key.
struct TopHits {
  private let heap: Column<UInt64>
  private(set) var count = 0

  /// How many hits are kept; at least 1.
  let limit: Int

  /// Makes an empty heap of at most `limit` hits.
  init(limit: Int, in arena: Arena) {
    self.limit = limit
    heap = arena.allocate(limit)
  }

  /// Whether ``limit`` hits are kept.
  var isFull: Bool { count == limit }

  /// The score that another document must reach to be kept; 0 while any document is kept.
  var threshold: Float {
    isFull ? Float(bitPattern: UInt32(truncatingIfNeeded: heap[0] &>> 32)) : 0
  }

  /// Offers a document with its score, which is not negative.
  @inline(__always)
  mutating func offer(_ document: UInt32, score: Float) {
    offer(UInt64(score.bitPattern) &<< 32 | UInt64(~document))
  }

  /// Offers what is one of ``numbers`` of another heap.
  @inline(__always)
  mutating func offer(_ number: UInt64) {
    if count < limit {
      heap[count] = number
      count &+= 1
      if count == limit { makeHeap() }
    } else if number > heap[0] {
      siftDown(number, from: 0)
    }
  }

  /// Offers ``numbers`` of another heap. They are reordered.
  mutating func offer(_ numbers: Column<UInt64>) {
    guard count == 0 else {
      for index in numbers.indices { offer(numbers[index]) }
      return
    }
    numbers.sortNumbers()
    count = min(numbers.count, limit)
    // Numbers that ascend are in heap order.
    for index in 0..<count { heap[count &- 1 &- index] = numbers[index] }
  }

  /// Puts the numbers, which are in any order, in heap order.
  private func makeHeap() {
    var root = count / 2
    while root > 0 {
      root &-= 1
      siftDown(heap[root], from: root)
    }
  }

  /// Puts `number` in slot `root`, or moves it down to the slot where it belongs.
  private func siftDown(_ number: UInt64, from root: Int) {
    var slot = root
    while true {
      var child = 2 &* slot &+ 1
      if child >= count { break }
      if child &+ 1 < count && heap[child &+ 1] < heap[child] { child &+= 1 }
      if heap[child] >= number { break }
      heap[slot] = heap[child]
      slot = child
    }
    heap[slot] = number
  }

  /// The hits, in any order, each as one number: the greater one is better.
  var numbers: Column<UInt64> { heap[0..<count] }

  /// The document of a number.
  @inline(__always)
  static func document(_ number: UInt64) -> UInt32 { ~UInt32(truncatingIfNeeded: number) }

  private static func hit(_ number: UInt64, segment: Int) -> RankedHit {
    RankedHit(
      segment: segment, document: document(number),
      score: Float(bitPattern: UInt32(truncatingIfNeeded: number &>> 32)))
  }

  /// The best hit, as one of `segment`; there is one.
  func best(segment: Int) -> RankedHit {
    var best = heap[0]
    for index in 1..<max(1, count) { best = max(best, heap[index]) }
    return Self.hit(best, segment: segment)
  }

  /// Ends the heap: appends its hits as those of `segment`, best first.
  mutating func drain(segment: Int, into hits: inout [RankedHit]) {
    let first = hits.count
    hits.reserveCapacity(first + count)
    sort()
    for index in 0..<count { hits.append(Self.hit(heap[index], segment: segment)) }
    count = 0
  }

  /// Moves the documents to `hits`, as those of `segment`, in no order, and keeps their scores.
  ///
  /// What is kept is below a document of another segment that has the same score, because only
  /// their keys tell which is better.
  mutating func moveHits(segment: Int, to hits: inout [RankedHit]) {
    for index in 0..<count where heap[index] & UInt64(UInt32.max) != 0 {
      hits.append(Self.hit(heap[index], segment: segment))
      // Greater numbers stay the greater ones or become equal, so this is still a heap.
      heap[index] &= ~UInt64(UInt32.max)
    }
  }

  /// Orders the numbers, greatest first.
  private func sort() {
    guard count <= Self.insertedCount else {
      return heap[0..<count].sortNumbers()
    }
    for index in 1..<max(1, count) {
      let number = heap[index]
      var slot = index
      while slot > 0, heap[slot &- 1] < number {
        heap[slot] = heap[slot &- 1]
        slot &-= 1
      }
      heap[slot] = number
    }
  }

  /// Up to this many numbers are sorted by insertion, without the memory and calls of a merge sort.
  private static let insertedCount = 32
}

extension Column<UInt64> {
  /// Sorts, the greatest first. O(count), with as much memory.
  fileprivate func sortNumbers() {
    guard count > 1 else { return }
    unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { room in
      guard let room = room.baseAddress else { return }
      unsafe fihrist_sort_numbers(pointer(for: count), count, room)
    }
  }
}
