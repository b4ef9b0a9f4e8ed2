/// Which documents of a segment have not been deleted: one bit a document, copied on write.
@safe package struct LiveDocuments: Sendable {
  /// The documents of the segment, deleted ones included.
  package let documentCount: Int

  /// How many are live.
  package private(set) var liveCount: Int

  @usableFromInline var storage: LiveWords

  /// Makes the set in which all `documentCount` documents are live.
  package init(allLive documentCount: Int) {
    self.documentCount = documentCount
    liveCount = documentCount
    storage = LiveWords(wordCount: (documentCount + 63) / 64)
    for index in 0..<documentCount / 64 { unsafe storage.words[index] = .max }
    if documentCount % 64 != 0 {
      unsafe storage.words[documentCount / 64] = 1 << UInt64(documentCount % 64) - 1
    }
  }

  /// Makes a set from `words`; bit i of word w stands for document 64·w + i.
  ///
  /// - Returns: nil if the number of words is not that of `documentCount` documents or a bit is set
  ///   past the last of them.
  package init?(documentCount: Int, words: [UInt64]) {
    guard words.count == (documentCount + 63) / 64 else { return nil }
    if documentCount % 64 != 0, words[words.count - 1] >> UInt64(documentCount % 64) != 0 {
      return nil
    }
    self.documentCount = documentCount
    liveCount = words.reduce(0) { $0 + $1.nonzeroBitCount }
    storage = LiveWords(wordCount: words.count)
    for index in words.indices { unsafe storage.words[index] = words[index] }
  }

  /// Whether `document` is live; false for IDs past the last document.
  @inlinable
  package func isLive(_ document: UInt32) -> Bool {
    guard Int(document) < documentCount else { return false }
    return unsafe words[Int(document &>> 6)] &>> UInt64(document & 63) & 1 != 0
  }

  /// Deletes `document`.
  ///
  /// - Returns: whether it was live; false also for IDs past the last document.
  @discardableResult
  package mutating func remove(_ document: UInt32) -> Bool {
    guard isLive(document) else { return false }
    if !isKnownUniquelyReferenced(&storage) { storage = LiveWords(copying: storage) }
    unsafe storage.words[Int(document >> 6)] &= ~(1 << UInt64(document & 63))
    liveCount -= 1
    return true
  }

  /// The bits; bit i of word w stands for document 64·w + i. Readable for 8 words past the last,
  /// and valid as long as this value exists unchanged.
  @inlinable @unsafe package var words: UnsafePointer<UInt64> {
    unsafe UnsafePointer(storage.words)
  }

  /// Calls `body` with ``words``.
  @inlinable
  package func withWords<Result, Failure: Error>(
    _ body: (UnsafePointer<UInt64>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe try body(words)
  }
}
