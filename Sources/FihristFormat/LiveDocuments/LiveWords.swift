/// Words on the heap with eight zero words behind them.
@safe @usableFromInline final class LiveWords: Sendable {
  // Written only while uniquely referenced, and so never while another thread can see it.
  @usableFromInline nonisolated(unsafe) let words: UnsafeMutablePointer<UInt64>
  let wordCount: Int

  init(wordCount: Int) {
    self.wordCount = wordCount
    unsafe words = .allocate(capacity: wordCount + 8)
    unsafe words.initialize(repeating: 0, count: wordCount + 8)
  }

  convenience init(copying other: LiveWords) {
    self.init(wordCount: other.wordCount)
    unsafe words.update(from: other.words, count: wordCount)
  }

  deinit { unsafe words.deallocate() }
}
