internal import FihristStorage

/// The most frequent strings of a segment's symbols as text, so that a document is joined of them
/// by copying.
@safe final class ReadyStrings: Sendable {
  /// Set in the kind of a symbol that is a word; the low five bits count its bytes.
  static let word: UInt8 = 0x20

  /// Kinds from here on are not ready text.
  static let unready: UInt8 = 0x40

  /// The entry of a string that is not ready.
  static let unreadyEntry = UInt32(unready)

  /// The most bytes of a ready string, so that their number has five bits.
  private static let maximumByteCount = 31

  /// Symbols from here on are not ready.
  let count: Int

  // Written before this object is shared, and freed in `deinit`.
  /// For each string its kind and, shifted by 8 bits, where it starts in ``texts``.
  nonisolated(unsafe) let entries: UnsafeMutablePointer<UInt32>
  /// The texts: not their letters but what these stand for.
  private let pool: GrowingBuffer<UInt8>
  /// The bytes of the pool; 32 can be read from the start of each string.
  nonisolated(unsafe) let texts: UnsafePointer<UInt8>

  /// Unpacks the first strings of `blocks`.
  ///
  /// - Parameter count: How many at most.
  /// - Returns: nil if one is damaged.
  init?(first count: Int, of blocks: WordBlocks) {
    let count = min(count, blocks.count)
    let entries = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
    var pool = GrowingBuffer<UInt8>(capacity: 16 * count)
    var symbol = 0
    let isSound = unsafe blocks.forEach(in: 0..<count) { letters in
      unsafe entries[symbol] = Self.entry(letters, &pool)
      symbol += 1
      return true
    }
    self.count = count
    unsafe self.entries = entries
    // What is copied is as long as the longest string.
    pool.reserve(32)
    unsafe (pool.base + pool.count).update(repeating: 0, count: 32)
    unsafe texts = UnsafePointer(pool.base)
    self.pool = pool
    guard isSound else { return nil }
  }

  deinit { unsafe entries.deallocate() }

  /// The entry of a string, whose text is appended to `pool`.
  private static func entry(
    _ string: UnsafeBufferPointer<UInt8>, _ pool: inout GrowingBuffer<UInt8>
  ) -> UInt32 {
    guard let letters = string.baseAddress, string.count <= maximumByteCount,
      unsafe WordVocabulary.control(letters, count: string.count) == nil
    else { return unreadyEntry }
    pool.reserve(LetterCode.mostExpansion * maximumByteCount + 8)
    guard let count = unsafe LetterCode.decode(string, to: pool.base + pool.count),
      count <= maximumByteCount
    else { return unreadyEntry }
    let isWord = unsafe count > 0 && WordLetters.kinds[Int(letters[0])] != 0
    let start = UInt32(pool.count)
    pool.commit(count)
    return start << 8 | UInt32(count) | (isWord ? UInt32(word) : 0)
  }
}
