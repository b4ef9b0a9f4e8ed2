/// The best hits of one segment so far: once full, a binary heap whose root is the worst that is kept.
///
/// A hit is one number, its score's bits above its inverted ID: scores are not negative, so their
/// bits have their order, and among equal scores the smaller ID, hence the smaller key, is better.
@safe struct TopHits {
  private let heap: UnsafeMutablePointer<UInt64>
  private(set) var count = 0

  /// How many hits are kept; at least 1.
  let limit: Int

  /// Makes an empty heap in `room`, which has place for `limit` numbers.
  init(limit: Int, in room: UnsafeMutablePointer<UInt64>) {
    self.limit = limit
    unsafe heap = room
  }

  /// Whether ``limit`` hits are kept.
  var isFull: Bool { count == limit }

  /// The score that a further document must reach to be kept, 0 while any is.
  var threshold: Float {
    unsafe isFull ? Float(bitPattern: UInt32(truncatingIfNeeded: heap[0] &>> 32)) : 0
  }

  /// Offers a document with its score, which is not negative.
  @inline(__always)
  mutating func offer(_ document: UInt32, _ score: Float) {
    let number = UInt64(score.bitPattern) &<< 32 | UInt64(~document)
    if count < limit {
      unsafe heap[count] = number
      count &+= 1
      if count == limit { makeHeap() }
    } else if unsafe number > heap[0] {
      siftDown(number, from: 0)
    }
  }

  /// Puts the numbers, in any order until now, in the order of a heap.
  private func makeHeap() {
    var root = count / 2
    while root > 0 {
      root &-= 1
      unsafe siftDown(heap[root], from: root)
    }
  }

  /// Puts `number` in the place of `root`, or below it where it belongs.
  private func siftDown(_ number: UInt64, from root: Int) {
    var place = root
    while true {
      var child = 2 &* place &+ 1
      if child >= count { break }
      if unsafe child &+ 1 < count && heap[child &+ 1] < heap[child] { child &+= 1 }
      if unsafe heap[child] >= number { break }
      unsafe heap[place] = heap[child]
      place = child
    }
    unsafe heap[place] = number
  }

  /// Ends the heap: appends its hits as those of `segment`, best first.
  mutating func drain(segment: Int, into hits: inout [RankedHit]) {
    let first = hits.count
    hits.reserveCapacity(first + count)
    sort()
    for index in 0..<count {
      let number = unsafe heap[index]
      let score = Float(bitPattern: UInt32(truncatingIfNeeded: number &>> 32))
      hits.append(
        RankedHit(segment: segment, document: ~UInt32(truncatingIfNeeded: number), score: score))
    }
    count = 0
  }

  /// Orders the numbers, greatest first.
  private func sort() {
    guard count <= Self.insertedCount else {
      var all = unsafe UnsafeMutableBufferPointer(start: heap, count: count)
      unsafe all.sort(by: >)
      return
    }
    for index in 1..<max(1, count) {
      let number = unsafe heap[index]
      var place = index
      while place > 0, unsafe heap[place &- 1] < number {
        unsafe heap[place] = heap[place &- 1]
        place &-= 1
      }
      unsafe heap[place] = number
    }
  }

  /// Up to so many numbers are sorted by insertion, without the room and the calls of a merge.
  private static let insertedCount = 32
}
