/// A set of short words that is asked for bytes, without making a string of them.
struct StopWordSet: Sendable {
  /// The bytes of all words, one after the other.
  private var bytes: [UInt8] = []
  /// A hash table with open addressing: where a word lies in `bytes`; an empty place has count 0.
  private var places: [(start: UInt32, count: UInt32)]
  /// Longer words are in no set: most of a text is refused by this alone.
  private var maximumByteCount = 0

  /// Makes the set of `words`, none of which is empty.
  init(_ words: some Collection<String>) {
    // At least twice as many places as words, so that a search ends soon.
    var capacity = 8
    while capacity < 2 * words.count { capacity *= 2 }
    places = Array(repeating: (0, 0), count: capacity)
    for word in words where !contains(word) { insert(word) }
  }

  private mutating func insert(_ word: String) {
    var utf8 = Array(word.utf8)
    let index = unsafe utf8.withUnsafeMutableBufferPointer { unsafe place(of: .init($0)) }
    places[index] = (UInt32(bytes.count), UInt32(utf8.count))
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
    return unsafe places[place(of: word)].count != 0
  }

  /// Where `word` is in the table, or the empty place where it would be.
  private func place(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = places.count - 1
    var index = unsafe Self.hash(word) & mask
    while places[index].count != 0, unsafe !isEqual(places[index], word) {
      index = (index + 1) & mask
    }
    return index
  }

  private func isEqual(
    _ place: (start: UInt32, count: UInt32), _ word: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let start = Int(place.start)
    return unsafe bytes[start..<start + Int(place.count)].elementsEqual(word)
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
