/// A set of short words, looked up by their bytes without making strings.
struct StopWordSet: Sendable {
  /// The bytes of all words, one after the other.
  private var bytes: [UInt8] = []
  /// A hash table with open addressing: where a word is in `bytes`; an empty slot has count 0.
  private var slots: [(start: UInt32, count: UInt32)]
  /// The length of the longest word: this alone excludes most words of a text.
  private var maximumByteCount = 0

  /// Makes the set of `words`, which are not empty.
  init(_ words: some Collection<String>) {
    // At least twice as many slots as words, so that a search ends soon.
    var capacity = 8
    while capacity < 2 * words.count { capacity *= 2 }
    slots = Array(repeating: (0, 0), count: capacity)
    for word in words where !contains(word) { insert(word) }
  }

  private mutating func insert(_ word: String) {
    var utf8 = Array(word.utf8)
    let index = unsafe utf8.withUnsafeMutableBufferPointer { unsafe slot(of: .init($0)) }
    slots[index] = (UInt32(bytes.count), UInt32(utf8.count))
    bytes += utf8
    maximumByteCount = max(maximumByteCount, utf8.count)
  }

  /// Whether `word` is in the set.
  func contains(_ word: String) -> Bool {
    unsafe Array(word.utf8).withUnsafeBufferPointer { unsafe contains($0) }
  }

  /// Whether the word of these UTF-8 bytes is in the set.
  @inline(__always)
  func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count <= maximumByteCount else { return false }
    return unsafe slots[slot(of: word)].count != 0
  }

  /// The slot of `word`, or the empty one where it would be.
  private func slot(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = slots.count - 1
    var index = unsafe Self.hash(word) & mask
    while slots[index].count != 0, unsafe !isEqual(slots[index], word) {
      index = (index + 1) & mask
    }
    return index
  }

  private func isEqual(
    _ slot: (start: UInt32, count: UInt32), _ word: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let start = Int(slot.start)
    return unsafe bytes[start..<start + Int(slot.count)].elementsEqual(word)
  }

  /// FNV-1a (Fowler, Noll, Vo), 32 bits.
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for index in 0..<word.count {
      hash = unsafe (hash ^ UInt32(word[index])) &* 0x0100_0193
    }
    return Int(hash)
  }
}
