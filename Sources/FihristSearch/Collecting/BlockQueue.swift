/// The blocks of a column of numbers in the order of their best codes: a heap, because few of them
/// are read.
struct BlockQueue {
  /// A block.
  struct Block: Comparable {
    /// The smallest code of its values.
    var best: Int64
    var index: Int

    static func < (a: Block, b: Block) -> Bool {
      a.best != b.best ? a.best < b.best : a.index < b.index
    }
  }

  private var heap: [Block] = []

  /// Makes an empty queue with memory for `capacity` blocks.
  init(capacity: Int) { heap.reserveCapacity(capacity) }

  /// Appends a block; ``order()`` follows the last.
  mutating func append(_ block: Block) { heap.append(block) }

  /// Puts the blocks in heap order.
  ///
  /// - Complexity: O(blocks).
  mutating func order() {
    for slot in (0..<heap.count / 2).reversed() { siftDown(from: slot) }
  }

  /// Removes the first block and returns it.
  ///
  /// - Complexity: O(log blocks).
  mutating func popFirst() -> Block? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      heap[0] = last
      siftDown(from: 0)
    }
    return first
  }

  private mutating func siftDown(from start: Int) {
    var slot = start
    let block = heap[slot]
    while 2 * slot + 1 < heap.count {
      var child = 2 * slot + 1
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < block else { break }
      heap[slot] = heap[child]
      slot = child
    }
    heap[slot] = block
  }
}
