extension Analyzer {
  /// Splits, folds and stems every word of `text`, as if none had been seen before, for the
  /// benchmark of analysis.
  ///
  /// - Returns: How many terms there were.
  @_spi(Benchmarking) public func countTerms(in text: [UInt8]) -> Int {
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 256) { words in
        var terms = WordTerms()
        var position = 0
        var count = 0
        while case let found = unsafe scanWords(bytes, from: &position, into: words), found > 0 {
          terms.removeAll()
          for index in 0..<found {
            let word = unsafe UnsafeBufferPointer(rebasing: bytes[words[index].bytes])
            unsafe appendTerms(ofWord: word, to: &terms)
          }
          count += terms.count
        }
        return count
      }
    }
  }
}
