import FihristTestSupport
import Testing

@testable import FihristSearch

/// The order of blocks against sorting.
@Suite struct BlockQueueTests {
  @Test func `random blocks`() {
    for seed in UInt64(0)..<500 {
      var generator = SeededGenerator(seed: seed)
      let blocks = (0..<Int.random(in: 0..<40, using: &generator)).map {
        BlockQueue.Block(best: .random(in: -5...5, using: &generator), index: $0)
      }
      var queue = BlockQueue(capacity: blocks.count)
      for block in blocks { queue.append(block) }
      queue.order()
      var popped: [BlockQueue.Block] = []
      while let block = queue.popFirst() { popped.append(block) }
      #expect(popped == blocks.sorted(), "seed \(seed)")
    }
  }
}
