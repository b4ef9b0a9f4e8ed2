internal import FihristStorage

extension WordBlocks {
  /// Those of `symbols` that may start with `start`: all that do, and some around them that are in
  /// the same blocks.
  ///
  /// - Parameter symbols: Their strings are in order.
  /// - Complexity: O(log(symbols)): the first strings of blocks are read.
  func symbols(startingWith start: [UInt8], in symbols: Range<Int>) -> Range<Int> {
    let size = WordSection.blockCount
    // The blocks that begin within the range. What is before the first may start so, too.
    let first = (symbols.lowerBound + size - 1) / size
    let end = max(first, (symbols.upperBound + size - 1) / size)
    let low = firstBlock(in: first..<end) { $0 >= 0 }
    let high = firstBlock(in: low..<end) { $0 > 0 }
    func firstBlock(in blocks: Range<Int>, _ isBehind: (Int) -> Bool) -> Int {
      var (low, high) = (blocks.lowerBound, blocks.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if isBehind(order(ofBlock: middle, start)) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let from = low == first ? symbols.lowerBound : (low - 1) * size
    return from..<max(from, min(high * size, symbols.upperBound))
  }

  /// How the first string of a block compares with those that start with `start`: negative before
  /// them, 0 if it is one, positive behind them or if the block is damaged.
  private func order(ofBlock block: Int, _ start: [UInt8]) -> Int {
    unsafe withFirstString(ofBlock: block) { string in
      for index in 0..<min(string.count, start.count) where unsafe string[index] != start[index] {
        return unsafe string[index] < start[index] ? -1 : 1
      }
      return string.count < start.count ? -1 : 0
    } ?? 1
  }
}
