internal import Synchronization

/// Which pages of a file were found intact: one bit a page, set once, shared by all threads.
///
/// Two threads may check the same page at once; both get the same result, because the bytes never
/// change.
@safe struct PageMarks: ~Copyable, Sendable {
  // Safe to share: atomic words, allocated once and freed in deinit.
  private nonisolated(unsafe) let words: UnsafeMutablePointer<Atomic<UInt64>>
  private let wordCount: Int

  init(pageCount: Int) {
    wordCount = (pageCount + 63) / 64
    unsafe words = .allocate(capacity: wordCount)
    for index in 0..<wordCount { unsafe (words + index).initialize(to: Atomic(0)) }
  }

  deinit {
    unsafe words.deinitialize(count: wordCount)
    unsafe words.deallocate()
  }

  /// Whether `page` was marked. Relaxed order is enough: the mark guards no other memory.
  @inline(__always)
  func contains(_ page: Int) -> Bool {
    unsafe words[page &>> 6].load(ordering: .relaxed) &>> UInt64(page & 63) & 1 != 0
  }

  func insert(_ page: Int) {
    _ = unsafe words[page &>> 6].bitwiseOr(1 &<< UInt64(page & 63), ordering: .relaxed)
  }
}
