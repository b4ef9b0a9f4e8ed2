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

  /// Those of `symbols` that start with `start`.
  ///
  /// - Parameter symbols: Their strings are in order.
  /// - Returns: None if a block that has to be read is damaged.
  /// - Complexity: O(log(symbols)): the first strings of blocks are read, and all of two blocks.
  func all(startingWith start: [UInt8], in symbols: Range<Int>) -> Range<Int> {
    let near = self.symbols(startingWith: start, in: symbols)
    let size = WordSection.blockCount
    // The first is in the first block, or it is that of the second. The last is in the last.
    let firstEnd = min((near.lowerBound / size + 1) * size, near.upperBound)
    let first = unsafe firstSymbol(in: near.lowerBound..<firstEnd) {
      unsafe Self.order(of: $0, start) >= 0
    }
    let lastStart = max(first, (near.upperBound - 1) / size * size)
    let end = unsafe firstSymbol(in: lastStart..<max(lastStart, near.upperBound)) {
      unsafe Self.order(of: $0, start) > 0
    }
    return first..<max(first, end)
  }

  /// The first of `symbols` that `isWanted` is true of, or their end; their start if a block is
  /// damaged.
  private func firstSymbol(
    in symbols: Range<Int>, _ isWanted: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Int {
    var symbol = symbols.lowerBound
    let isSound = unsafe forEach(in: symbols) { string in
      if unsafe isWanted(string) { return false }
      symbol += 1
      return true
    }
    return isSound ? symbol : symbols.lowerBound
  }

  /// How the first string of a block compares with those that start with `start`: negative before
  /// them, 0 if it is one, positive behind them or if the block is damaged.
  private func order(ofBlock block: Int, _ start: [UInt8]) -> Int {
    unsafe withFirstString(ofBlock: block) { unsafe Self.order(of: $0, start) } ?? 1
  }

  /// How a string compares with those that start with `start`: negative before them, 0 if it is
  /// one, positive behind them.
  @inline(__always)
  private static func order(of string: UnsafeBufferPointer<UInt8>, _ start: [UInt8]) -> Int {
    for index in 0..<min(string.count, start.count) where unsafe string[index] != start[index] {
      return unsafe string[index] < start[index] ? -1 : 1
    }
    return string.count < start.count ? -1 : 0
  }
}
